#!/bin/sh
# Packs the built command line, installs it into an empty folder with nothing else at hand, and uses it there.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root/dist"
npm pack --silent --pack-destination "$work" >/dev/null
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ./*.tgz
test "$(find node_modules -name package.json -maxdepth 3 | wc -l)" -eq 1 || { echo 'the package brings dependencies along' >&2; exit 1; }
cp -r "$root/examples/shop" shop
npx warrant --version
npx kubectl-warrant --help | grep -q 'kubectl warrant'
npx warrant audit shop -o json --exit-code 0 >report.json
node -e '
const report = JSON.parse(require("node:fs").readFileSync("report.json", "utf8"))
if (report.kind !== "AuditReport" || report.findings.length === 0 || report.errors.length > 0) process.exit(1)
console.log(`${report.findings.length} findings in the example`)
'
npx warrant fix shop >/dev/null || test $? -eq 1
npx warrant rules host-network | grep -q 'Why it matters'
for format in table wide json yaml sarif junit markdown name; do
  npx warrant audit shop -o "$format" --exit-code 0 >"out.$format"
  test -s "out.$format"
done
echo 'the packed command works in an empty folder'
