// SPDX-License-Identifier: Apache-2.0
#include "doctor/weak_secrets.h"

#include <algorithm>

namespace twb::doctor {
namespace {

// clang-format off
constexpr std::string_view secrets[] = {
    // The words that people type first.
    "secret", "Secret", "SECRET", "password", "Password", "123456", "12345678", "123456789", "1234567890", "changeme",
    "change-me", "admin", "test", "jwt", "jwt_secret", "jwtsecret", "jwt-secret", "secretkey", "secret_key",
    "secret-key", "mysecret", "my-secret", "mysecretkey", "my-secret-key", "supersecret", "super-secret", "shhhhh",
    "key", "token", "qwerty", "letmein", "default", "example", "secret123", "your-256-bit-secret",
    "your-384-bit-secret", "your-512-bit-secret", "a-string-secret-at-least-256-bits-long",
    // Debuggers, and the RFCs' own examples.
    "a-string-secret-at-least-384-bits-long-and-even-longer",
    "a-string-secret-at-least-512-bits-long-which-is-longer",
    "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long",
    "a-valid-string-secret-that-is-at-least-384-bits-long-which-is-long", "your-secret", "your_secret", "yoursecret",
    "your-secret-key", "your_secret_key", "yoursecretkey", "your-jwt-secret", "your_jwt_secret",
    "your_jwt_secret_key", "your-jwt-secret-key", "YOUR_SECRET", "YOUR_SECRET_KEY", "YOUR_JWT_SECRET", "your secret",
    "your secret key", "your-super-secret-key", "your-super-secret-jwt-key", "your_super_secret_key",
    "your-very-secret-key", "your-secret-here", "your_secret_here", "your_secret_key_here", "your-secret-key-here",
    "YOUR_SECRET_HERE", "your-256-bit-secret-key", "your-client-secret", "your_client_secret", "YOUR_CLIENT_SECRET",
    "your-super-secret-jwt-token-with-at-least-32-characters-long",
    "super-secret-jwt-token-with-at-least-32-characters-long",
    // Frameworks' documentation and starter projects.
    "AllYourBase", "shhhhhh", "shhhh", "shh", "ssh", "my_secret", "my_secret_key", "my secret", "my secret key",
    "mySecret", "mySecretKey", "MySecret", "MySecretKey", "my-super-secret", "my_super_secret", "mysupersecret",
    "my-super-secret-key", "mysupersecretkey", "mysupersecretpassword", "MySuperSecretKey", "my-jwt-secret",
    "my_jwt_secret", "myjwtsecret", "my-32-character-ultra-secure-and-ultra-long-secret",
    "my_very_long_and_safe_secret_key", "my$ecretK3y", "mypassword", "mytoken", "mykey", "my-key", "my_key",
    "super_secret", "superSecret", "SuperSecret", "super-secret-key", "super_secret_key", "supersecretkey",
    "superSecretKey", "SuperSecretKey", "supersecretpassword", "super secret", "super secret key", "supersecretjwt",
    "super-secret-jwt-key", "super-secret-jwt", "secretsecret", "secret_token", "secret-token", "secrettoken",
    "secretpassword", "secret password", "secret-password", "secret_password", "secretKey", "SecretKey", "SECRET_KEY",
    "SECRETKEY", "secret key", "secret1", "secret12", "secret1234", "secret12345", "secret!", "secrets", "topsecret",
    "top-secret", "top_secret", "TopSecret", "top secret", "verysecret", "very-secret", "very_secret",
    "verysecretkey", "very-secret-key", "keyboard cat", "keyboardcat", "secretOrPrivateKey", "some-secret",
    "somesecret", "some_secret", "some-secret-key", "someSecretKey", "random", "randomsecret", "this is a secret",
    "this-is-a-secret", "thisisasecret", "thisIsASecret", "thisismysecret", "thisismysecretkey", "this_is_a_secret",
    "this_is_my_secret", "this is my secret", "this_is_secret", "this-is-my-secret-key", "thisisasecretkey",
    "thisismysupersecretkey", "this is my custom Secret key for authentication",
    "This is my custom Secret key for authentication", "ThisIsMySecretKey", "itsasecret", "dontusethis",
    "do-not-use-this", "replace-me", "replaceme", "replace_me", "changeit", "change_me", "ChangeMe", "CHANGEME",
    "CHANGE_ME", "change-this", "changethis", "change_this", "change-me-please", "change-this-secret",
    "please-change-me", "change-in-production", "change_me_in_production", "secret-change-me", "dev", "dev-secret",
    "devsecret", "dev_secret", "development", "development-secret", "local", "local-secret", "localhost", "demo",
    "demo-secret", "sample", "sample-secret", "samplesecret", "example-secret", "examplesecret", "example_key",
    "test-secret", "testsecret", "test_secret", "testkey", "test-key", "test_key", "testing", "testtest", "test123",
    "test1234", "Test1234", "foo", "bar", "foobar", "foo-bar", "baz", "hello", "helloworld", "hello world", "abc",
    "abc123", "abcd", "abcdef", "abcdefg", "abcdefgh", "abcdefghijklmnopqrstuvwxyz", "1234", "12345", "1234567",
    "123123", "111111", "000000", "0123456789", "0123456789abcdef", "0123456789abcdef0123456789abcdef", "a", "x",
    "xxx", "pass", "passwd", "password1", "password123", "Password1", "Password123", "P@ssw0rd", "p@ssw0rd",
    "passw0rd", "pwd", "root", "toor", "user", "guest", "administrator", "admin123", "login", "welcome", "master",
    "server", "api", "api-key", "api_key", "apikey", "api_secret", "api-secret", "apisecret", "app_secret",
    "app-secret", "appsecret", "auth", "auth-secret", "auth_secret", "authsecret", "access_token_secret",
    "refresh_token_secret", "ACCESS_TOKEN_SECRET", "REFRESH_TOKEN_SECRET", "accesstokensecret", "accessTokenSecret",
    "refreshTokenSecret", "access-secret", "refresh-secret", "JWT_SECRET", "JWT_SECRET_KEY", "JWTSECRET",
    "jwt_secret_key", "jwt-secret-key", "jwtSecret", "jwtSecretKey", "jwtsecretkey", "jwtkey", "jwt_key", "jwt-key",
    "jwtPrivateKey", "jwt_token", "jwt-token", "jwttoken", "jwtpassword", "JwtSecretKey", "jwtAuth", "privatekey",
    "private-key", "private_key", "privateKey", "PRIVATE_KEY", "private", "public", "signingkey", "signing-key",
    "signing_key", "signingKey", "sign", "hmac", "hmacsecret", "hmac-secret", "hs256", "HS256", "hs256-secret",
    "clientsecret", "client_secret", "client-secret", "clientSecret", "shared-secret", "shared_secret",
    "sharedsecret", "session_secret", "session-secret", "cookie_secret", "cookie-secret", "encryption_key", "salt",
    "none", "null", "undefined", "nil", "true", "false", "node", "nodejs", "express", "django-insecure", "django",
    "flask", "flask-secret", "rails", "laravel", "spring", "springboot", "nestjs", "hard!to-guess_secret",
    "hard to guess string", "hardtoguess", "you-will-never-guess", "youwillneverguess", "never-guess", "unsafe",
    "insecure", "insecure-secret", "notsosecret", "not-so-secret", "not-a-secret", "notasecret", "sauce",
    "secretsauce", "secret-sauce", "secret_sauce", "the-secret", "thesecret", "the secret", "bezkoder-secret-key",
    "dragon", "monkey", "iloveyou", "qwerty123", "qwertyuiop", "asdf", "asdfgh", "asdfasdf", "zxcvbn", "sunshine",
    "batman", "superman", "starwars", "trustno1", "football", "security", "segredo", "senha", "chave", "geheim",
    "contraseña", "clave", "secreto", "gizli", "tajne",
};
// clang-format on

} // namespace

std::span<const std::string_view> weakSecrets() {
    return secrets;
}

bool isWeakSecret(std::string_view secret) {
    return std::find(std::begin(secrets), std::end(secrets), secret) != std::end(secrets);
}

} // namespace twb::doctor
