#!/usr/bin/env bash
# mocha 11.8.0 (npm): a pattern with braces and no star finds no file.
#
# One would expect: 'test/{a,b}.test.js' in quotes is a pattern, as 'test/*.test.js', 'test/{a,b}*.test.js' and
#   'test/[ab].test.js' are; the documentation says to put patterns in quotes.
# What happens: "No test files found", though both are there. Named beside a file that is there, it is a warning: that file
#   alone runs, and the exit code is 0. A build that names its tests so loses them and stays green.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts mocha@11.8.0
mkdir test
for name in a b c; do echo "it('$name', () => {});" > "test/$name.test.js"; done

cat > probe.js <<'JS'
const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');

/** Exit code and the names of the tests that ran. */
function run(...patterns) {
  const { status, stdout, stderr } = spawnSync('node_modules/.bin/mocha', ['--no-color', ...patterns], {
    encoding: 'utf8',
  });
  const got = { status, ran: [...stdout.matchAll(/✔ (\w)/g)].map(([, name]) => name).join('') };
  console.log(patterns.join(' '), got, stderr.trim());
  return got;
}
assert.deepEqual(run('test/[ab].test.js'), { status: 0, ran: 'ab' });
assert.deepEqual(run('test/{a,b}*.test.js'), { status: 0, ran: 'ab' });
assert.deepEqual(run('test/{a,b}.test.js'), { status: 1, ran: '' });
assert.deepEqual(run('test/{a,b}.test.js', 'test/c.test.js'), { status: 0, ran: 'c' });
JS
node probe.js
