"""The tests of the Python package jupyter_kernel_test with every attribute set, on the installed kernelspec `codebook`."""

import sys
import unittest

import jupyter_kernel_test as jkt

PAGE = "(globalThis as any)[Symbol.for('Jupyter.kernel')].page('a page')"
PNG = "display(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'))"


class CodebookTests(jkt.KernelTests):
    kernel_name = "codebook"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oops')"
    completion_samples = [
        {"text": "Math.sq", "matches": {"sqrt"}},
        {"text": "'😀'.codePoin", "matches": {"codePointAt"}},
        {"text": "process.hrt", "matches": {"hrtime"}},
    ]
    complete_code_samples = ["const a: number = 1", "1 + 1", "for (const i of [1]) { i }", "await 1"]
    incomplete_code_samples = ["function f() {", "const a = [1,", "`text", "if (1 > 0) {"]
    invalid_code_samples = ["const const", "1 +* 2", ")"]
    code_generate_error = "throw new Error('boom')"
    code_execute_result = [
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": "[1, 2, 3].map((n) => n * n)", "result": "[ 1, 4, 9 ]"},
        {"code": "await Promise.resolve('text')", "result": "'text'"},
        {"code": "({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<b>b</b>' }) })", "mime": "text/html"},
        {"code": "[{ a: 1 }, { a: 2 }]", "mime": "text/html"},
    ]
    code_display_data = [
        {"code": PNG, "mime": "image/png"},
        {"code": "display(new Map([[1, 2]]))", "mime": "text/plain"},
        {"code": "import { display as show } from 'tslab'; show.html('<b>b</b>')", "mime": "text/html"},
        {"code": "import { display as shown } from 'tslab'; shown.svg('<svg></svg>')", "mime": "image/svg+xml"},
    ]
    code_page_something = PAGE
    code_history_pattern = "1?+*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.sqrt"
    code_clear_output = "clearOutput()"


class CodebookWelcomeTests(jkt.IopubWelcomeTests):
    kernel_name = "codebook"
    support_iopub_welcome = True


if __name__ == "__main__":
    program = unittest.main(verbosity=2, exit=False)
    skipped = len(program.result.skipped)
    print(f"ran {program.result.testsRun}, skipped {skipped}", file=sys.stderr)
    sys.exit(0 if program.result.wasSuccessful() and skipped == 0 else 1)
