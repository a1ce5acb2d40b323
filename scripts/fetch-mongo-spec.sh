#!/bin/sh
# Unpacks the unified specification tests of the MongoDB drivers from a Debian package into a directory.
#
#   scripts/fetch-mongo-spec.sh DIRECTORY
#   MONGO_SPEC_DIR=DIRECTORY/spec npx mocha test/integration/embedded-mongo/unified-spec.spec.ts
#
# The tests come from mongodb/specifications (CC BY-NC-SA 3.0): they are used from outside and never committed.
set -eu

target=${1:?usage: $0 DIRECTORY}
package=golang-mongodb-mongo-driver-dev
mkdir -p "$target"
cd "$target"
apt-get download "$package"
dpkg -x "$package"_*.deb unpacked

root=unpacked/usr/share/gocode/src/go.mongodb.org/mongo-driver
# Version 1.17 keeps the tests in testdata, version 1.8 in data.
for tests in "$root/testdata" "$root/data"; do
  if [ -d "$tests" ]; then
    ln -sfn "$tests" spec
    break
  fi
done
echo "specification tests are in $(pwd)/spec"
