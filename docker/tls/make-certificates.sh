#!/usr/bin/env bash
# Makes a CA, once, and a certificate for the demo with TLS, in docker/tls/certificates; a certificate that is there is replaced, and a running processor takes it over.
# FOR THE DEMO ONLY: the key can be read by everybody on this machine, because the container's user is another one than yours.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
mkdir -p authority certificates
cd certificates
authority=../authority
# The CA stays: a new one would be trusted before the certificate that it signs is served.
[ -s "$authority/ca.key" ] && [ -s ca.crt ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=LogPair demo CA" -keyout "$authority/ca.key" -out ca.crt 2>/dev/null
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=processor" -keyout new.key -out new.csr 2>/dev/null
openssl x509 -req -in new.csr -CA ca.crt -CAkey "$authority/ca.key" -CAcreateserial -CAserial "$authority/ca.srl" -days 30 -out new.crt 2>/dev/null \
  -extfile <(printf 'subjectAltName=DNS:processor,DNS:localhost,IP:127.0.0.1')
chmod 644 new.key
mv new.key tls.key
mv new.crt tls.crt
rm -f new.csr
echo "docker/tls/certificates: ca.crt, tls.crt, tls.key"
