#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes the key files of this folder with openssl and ssh-keygen. The keys exist for the tests alone and protect
# nothing; the files are kept so that the tests need neither program. Run it only to add files: it skips what is there.
set -eu
cd "$(dirname "$0")"
password=example-password
have() { [ -s "$1" ]; }

for bits in 512 1024 2048; do
  have rsa-$bits.pkcs8.pem || openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:$bits -out rsa-$bits.pkcs8.pem
done
have rsa-2048-e3.pkcs8.pem || openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_keygen_pubexp:3 -out rsa-2048-e3.pkcs8.pem
have rsa-3primes.pkcs1.pem || openssl genrsa -primes 3 -traditional -out rsa-3primes.pkcs1.pem 2048 2>/dev/null
have rsa-pss.pkcs8.pem || openssl genpkey -quiet -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out rsa-pss.pkcs8.pem
have rsa-pss-sha256.pkcs8.pem || openssl genpkey -quiet -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 \
  -pkeyopt rsa_pss_keygen_md:sha256 -pkeyopt rsa_pss_keygen_mgf1_md:sha256 -pkeyopt rsa_pss_keygen_saltlen:32 -out rsa-pss-sha256.pkcs8.pem
for curve in P-256 P-384 P-521 secp256k1; do
  have ec-$curve.pkcs8.pem || openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:$curve -out ec-$curve.pkcs8.pem
done
for curve in ed25519 ed448 x25519 x448; do
  have $curve.pkcs8.pem || openssl genpkey -algorithm $curve -out $curve.pkcs8.pem
done

# The other containers of the same keys.
for name in rsa-2048 ec-P-256 ed25519 ec-P-384 ec-P-521 ec-secp256k1 ed448 x25519 x448 rsa-pss rsa-pss-sha256; do
  have $name.spki.pem || openssl pkey -in $name.pkcs8.pem -pubout -out $name.spki.pem
  have $name.pkcs8.der || openssl pkcs8 -topk8 -nocrypt -in $name.pkcs8.pem -outform DER -out $name.pkcs8.der
  have $name.spki.der || openssl pkey -in $name.pkcs8.pem -pubout -outform DER -out $name.spki.der
done
have rsa-2048.pkcs1.pem || openssl rsa -in rsa-2048.pkcs8.pem -traditional -out rsa-2048.pkcs1.pem 2>/dev/null
have rsa-2048.pkcs1public.pem || openssl rsa -in rsa-2048.pkcs8.pem -RSAPublicKey_out -out rsa-2048.pkcs1public.pem 2>/dev/null
for curve in P-256 P-384 P-521 secp256k1; do
  have ec-$curve.sec1.pem || openssl ec -in ec-$curve.pkcs8.pem -out ec-$curve.sec1.pem 2>/dev/null
done
have rsa-2048.pkcs1.der || openssl rsa -in rsa-2048.pkcs8.pem -traditional -outform DER -out rsa-2048.pkcs1.der 2>/dev/null
have ec-P-256.sec1.der || openssl ec -in ec-P-256.pkcs8.pem -outform DER -out ec-P-256.sec1.der 2>/dev/null
have ec-P-256.compressed.spki.pem || openssl ec -in ec-P-256.pkcs8.pem -pubout -conv_form compressed -out ec-P-256.compressed.spki.pem 2>/dev/null
have ec-P-256.nopublic.sec1.pem || openssl ec -in ec-P-256.pkcs8.pem -no_public -out ec-P-256.nopublic.sec1.pem 2>/dev/null
have ec-P-256.explicit.sec1.pem || openssl ec -in ec-P-256.pkcs8.pem -param_enc explicit -out ec-P-256.explicit.sec1.pem 2>/dev/null
have ec-with-parameters.sec1.pem || openssl ecparam -name prime256v1 -genkey -out ec-with-parameters.sec1.pem

# Encrypted: PBES2 in its variants, PBES1, PKCS#12's own schemes, traditional.
for cipher in aes-128-cbc aes-192-cbc aes-256-cbc des-ede3-cbc; do
  have ec-P-256.pbes2-$cipher.pem || openssl pkcs8 -topk8 -v2 $cipher -iter 2048 -passout pass:$password -in ec-P-256.pkcs8.pem -out ec-P-256.pbes2-$cipher.pem
  have ec-P-256.traditional-$cipher.pem || openssl ec -$cipher -passout pass:$password -in ec-P-256.pkcs8.pem -out ec-P-256.traditional-$cipher.pem 2>/dev/null
done
for prf in hmacWithSHA1 hmacWithSHA224 hmacWithSHA384 hmacWithSHA512; do
  have ec-P-256.pbes2-$prf.pem || openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf $prf -iter 2048 -passout pass:$password -in ec-P-256.pkcs8.pem -out ec-P-256.pbes2-$prf.pem
done
have ec-P-256.pbes2-aes-256-cbc.der || openssl pkcs8 -topk8 -v2 aes-256-cbc -iter 2048 -passout pass:$password -in ec-P-256.pkcs8.pem -outform DER -out ec-P-256.pbes2-aes-256-cbc.der
have ec-P-256.scrypt.pem || openssl pkcs8 -topk8 -scrypt -passout pass:$password -in ec-P-256.pkcs8.pem -out ec-P-256.scrypt.pem
for scheme in PBE-MD5-DES PBE-SHA1-DES PBE-SHA1-3DES PBE-SHA1-2DES PBE-SHA1-RC2-40 PBE-SHA1-RC4-128; do
  have ec-P-256.$scheme.pem || openssl pkcs8 -topk8 -provider default -provider legacy -v1 $scheme -passout pass:$password -in ec-P-256.pkcs8.pem -out ec-P-256.$scheme.pem
done

# Certificates and a request.
subject="/C=BR/O=Example/CN=Zoë Tester"
for name in rsa-2048 ec-P-256 ed25519; do
  have $name.certificate.pem || openssl req -x509 -new -utf8 -key $name.pkcs8.pem -subj "$subject" -days 3650 -out $name.certificate.pem
  have $name.certificate.der || openssl x509 -in $name.certificate.pem -outform DER -out $name.certificate.der
done
have ec-P-256.request.pem || openssl req -new -utf8 -key ec-P-256.pkcs8.pem -subj "$subject" -out ec-P-256.request.pem
have ec-P-256.request.der || openssl req -in ec-P-256.request.pem -outform DER -out ec-P-256.request.der
have chain.pem || {
  openssl x509 -req -in ec-P-256.request.pem -CA rsa-2048.certificate.pem -CAkey rsa-2048.pkcs8.pem -days 3650 -set_serial 77 -out issued.tmp 2>/dev/null
  cat issued.tmp rsa-2048.certificate.pem > chain.pem
  rm -f issued.tmp
}

# What JOSE has no use for.
have dsa.pkcs8.pem || { openssl genpkey -quiet -genparam -algorithm DSA -pkeyopt dsa_paramgen_bits:1024 -out dsa.tmp; openssl genpkey -quiet -paramfile dsa.tmp -out dsa.pkcs8.pem; rm -f dsa.tmp; }
have brainpool.pkcs8.pem || openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:brainpoolP256r1 -out brainpool.pkcs8.pem

# PKCS#12.
have modern.p12 || openssl pkcs12 -export -inkey ec-P-256.pkcs8.pem -in chain.pem -name example -passout pass:$password -out modern.p12
have legacy.p12 || openssl pkcs12 -export -legacy -inkey ec-P-256.pkcs8.pem -in chain.pem -name example -passout pass:$password -out legacy.p12
have nopassword.p12 || openssl pkcs12 -export -inkey ec-P-256.pkcs8.pem -in chain.pem -name example -passout pass: -out nopassword.p12

# Java's keytool, whose least password has six characters. The last is Java's own format.
keytool_pair() { # file, alias, type, then options
  file=$1; alias=$2; type=$3; shift 3
  have "$file" || keytool "$@" -genkeypair -alias "$alias" -keyalg EC -groupname secp256r1 -dname "CN=$alias" -validity 36500 -storetype "$type" -keystore "$file" -storepass changeit -keypass changeit
}
have keytool-rsa.p12 || keytool -genkeypair -alias signer -keyalg RSA -keysize 2048 -dname "CN=keytool signer" -validity 36500 -storetype PKCS12 -keystore keytool-rsa.p12 -storepass changeit
have keytool-two.p12 || { cp keytool-rsa.p12 keytool-two.p12; keytool -genkeypair -alias second -keyalg EC -groupname secp384r1 -dname "CN=second" -validity 36500 -storetype PKCS12 -keystore keytool-two.p12 -storepass changeit; }
keytool_pair keytool-ec.p12 ec PKCS12
keytool_pair keytool-legacy.p12 old PKCS12 -J-Dkeystore.pkcs12.legacy
keytool_pair keytool.jks j JKS
have keytool-trust.p12 || { keytool -exportcert -alias ec -keystore keytool-ec.p12 -storepass changeit -file ec.tmp; keytool -importcert -noprompt -alias trusted -file ec.tmp -storetype PKCS12 -keystore keytool-trust.p12 -storepass changeit; rm -f ec.tmp; }

# OpenSSH.
ssh() { # name, type options…, then the password
  name=$1; word=$2; shift 2
  have "$name" || ssh-keygen -q -C "$name" -f "$name" -N "$word" "$@"
}
ssh ssh-ed25519 "" -t ed25519
ssh ssh-rsa "" -t rsa -b 2048
ssh ssh-ecdsa-256 "" -t ecdsa -b 256
ssh ssh-ecdsa-384 "" -t ecdsa -b 384
ssh ssh-ecdsa-521 "" -t ecdsa -b 521
ssh ssh-ed25519-aes256-ctr $password -t ed25519 -a 4 -Z aes256-ctr
ssh ssh-ed25519-aes256-cbc $password -t ed25519 -a 4 -Z aes256-cbc
ssh ssh-ed25519-aes256-gcm $password -t ed25519 -a 4 -Z aes256-gcm@openssh.com
ssh ssh-ed25519-aes128-ctr $password -t ed25519 -a 4 -Z aes128-ctr
ssh ssh-rsa-aes256-ctr $password -t rsa -b 2048 -a 4 -Z aes256-ctr
have ssh-rsa.rfc4716.pub || ssh-keygen -e -f ssh-rsa.pub > ssh-rsa.rfc4716.pub
chmod 644 ./*
chmod 755 make_keys.sh
