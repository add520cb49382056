#!/bin/sh
# make-root.sh EXECUTABLE ROOT: the root file system of the image. Runs in the build stage of docker/Dockerfile.
#   /app/logpair                       the executable
#   /lib, /usr/lib                     the C library it is linked with, and OpenSSL, which it loads when TLS is asked for
#   /var/lib/dpkg/status.d             where those come from, as scanners of images expect it of one without a package manager
#   /usr/share/sbom/logpair.cdx.json   the packages that are compiled in, as a CycloneDX bill of materials
#   /var/log/app, /var/lib/logpair     where volumes go; a named volume takes over the owner
# Every time stamp is the same, so that the layer depends on its content alone.
set -eu
executable=$1 root=$2 user=1654

install -D -m 755 "$executable" "$root/app/logpair"

libraries=$(ldd "$executable" | grep -o '/[^ ]*' || true)
for name in libssl.so.3 libcrypto.so.3; do
  libraries="$libraries $(find /lib /usr/lib -name "$name" | head -1)"
done
mkdir -p "$root/var/lib/dpkg/status.d"
for library in $libraries; do
  mkdir -p "$root$(dirname "$library")"
  cp -L "$library" "$root$library"
  package=$(dpkg -S "$(readlink -f "$library")" 2>/dev/null || dpkg -S "*/$(basename "$(readlink -f "$library")")")
  package=$(echo "$package" | head -1 | cut -d: -f1)
  dpkg-query --status "$package" >"$root/var/lib/dpkg/status.d/$package"
done
mkdir -p "$root/etc"
cp -L /etc/os-release "$root/etc/os-release"
printf 'root:x:0:0:root:/:/sbin/nologin\nlogpair:x:%s:%s::/:/sbin/nologin\n' $user $user >"$root/etc/passwd"
printf 'root:x:0:\nlogpair:x:%s:\n' $user >"$root/etc/group"

install -d -o $user -g $user "$root/var/log/app" "$root/var/lib/logpair"
install -d -m 1777 "$root/tmp"

mkdir -p "$root/usr/share/sbom"
dotnet tool run dotnet-CycloneDX src/LogPair.Host/LogPair.Host.csproj --output "$root/usr/share/sbom" --filename logpair.cdx.json --output-format Json \
  --disable-package-restore --recursive --no-serial-number
# The one line that differs from run to run.
sed -i '/"timestamp":/d' "$root/usr/share/sbom/logpair.cdx.json"

find "$root" -exec touch -h -d @0 {} +
