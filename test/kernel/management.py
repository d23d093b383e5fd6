"""Jupyter's own manager starts, interrupts, restarts and ends the installed kernel `codebook`."""

import glob
import os
import sys
import time
import unittest

from jupyter_client.manager import start_new_kernel


class ManagementTests(unittest.TestCase):
    def setUp(self):
        self.manager, self.client = start_new_kernel(kernel_name="codebook", startup_timeout=60)

    def tearDown(self):
        self.client.stop_channels()
        if self.manager.is_alive():
            self.manager.shutdown_kernel(now=True)

    def execute(self, code):
        return self.client.execute_interactive(code, timeout=60, output_hook=lambda message: None)["content"]

    def test_interrupt(self):
        self.execute("const kept = 7")
        pid = self.client.execute("while (true) {}")
        time.sleep(0.5)
        self.manager.interrupt_kernel()
        reply = self.client.get_shell_msg(timeout=30)
        self.assertEqual(reply["parent_header"]["msg_id"], pid)
        self.assertEqual(reply["content"]["ename"], "KeyboardInterrupt")
        self.assertEqual(self.execute("kept")["status"], "ok")

    def test_restart(self):
        self.execute("const before = 1")
        self.manager.restart_kernel()
        self.client.wait_for_ready(timeout=60)
        reply = self.execute("before")
        self.assertEqual(reply["status"], "error")
        self.assertEqual(reply["execution_count"], 1)

    def test_shutdown_leaves_no_process(self):
        self.execute("1")
        pid = self.manager.provisioner.pid
        self.manager.shutdown_kernel()
        self.assertFalse(os.path.exists(f"/proc/{pid}"))
        self.assertFalse(os.path.exists(self.manager.connection_file))

    def test_shutdown_and_restart_leave_no_process_of_a_cell(self):
        for end in (self.manager.restart_kernel, self.manager.shutdown_kernel):
            self.execute("require('node:child_process').spawn('sh', ['-c', 'sleep 321 & sleep 321'])")
            time.sleep(0.3)
            self.assertEqual(len(sleeping("321")), 2)
            end()
            self.assertEqual(sleeping("321"), [])
            if self.manager.is_alive():
                self.client.wait_for_ready(timeout=60)

    def test_manager_sees_a_kernel_that_ended(self):
        self.client.execute("process.exit(5)")
        for _ in range(100):
            if not self.manager.is_alive():
                break
            time.sleep(0.1)
        self.assertFalse(self.manager.is_alive())


def sleeping(seconds):
    """The processes that run `sleep <seconds>`."""
    found = []
    for command in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            with open(command) as file:
                if file.read() == f"sleep\0{seconds}\0":
                    found.append(command)
        except OSError:
            pass  # it ended meanwhile
    return found


if __name__ == "__main__":
    program = unittest.main(verbosity=2, exit=False)
    print(f"ran {program.result.testsRun}", file=sys.stderr)
    sys.exit(0 if program.result.wasSuccessful() else 1)
