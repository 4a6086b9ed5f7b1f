// What is removed from text before it is sent, and what is left alone.
#include "privacy/secretscanner.h"

#include <QRegularExpression>
#include <QTest>

using namespace mimir;

namespace {

// Assembled here, so that repository scanners do not take this file for a leak.
std::string key(std::string_view prefix, std::string_view alphabet, std::size_t length)
{
    std::string out(prefix);
    for (std::size_t i = 0; i < length; ++i)
        out += alphabet[(i * 7 + 3) % alphabet.size()];
    return out;
}

constexpr std::string_view kAny = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z";
constexpr std::string_view kHex = "3f9a1c7e5b2d8046";
constexpr std::string_view kUpper = "A7B3C9D1E5F8G2H4J6K0";

} // namespace

class TstSecretScanner : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void secretsGo_data();
    void secretsGo();
    void wordsStay_data();
    void wordsStay();
    void onePlaceholderPerSecretAndKey();
    void noDigestOfWhatCanBeGuessed();
    void redactingTwiceChangesNothing();
    void aPrintedEnvironmentGoesWhole();
    void assignmentsInAProgramStay();
    void namedMembersGo();
    void whatIsSaidInWordsGoes();
    void brokenUtf8HidesNothing();
    void overlappingFindsLeaveNoRest();

private:
    static void redactTwice(std::string_view digestKey);
};

void TstSecretScanner::secretsGo_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("kind");
    const auto row = [](const char *name, const std::string &secret, const std::string &before,
                         const std::string &after, const char *kind) {
        QTest::newRow(name) << QByteArray::fromStdString(secret)
                            << QByteArray::fromStdString(before + secret + after) << QByteArray(kind);
    };
    row("anthropic", key("sk-ant-api03-", kAny, 40), "use ", " now", "anthropic-key");
    row("openai", key("sk-proj-", kAny, 40), "(", ")", "openai-key");
    row("aws", key("AKIA", kUpper, 16), "id=", "\n", "aws-key");
    row("github", key("ghp_", kAny, 36), "git clone https://", "@github.com/a/b", "github-token");
    row("github fine", key("github_pat_", kAny, 40), "", "", "github-token");
    row("gitlab", key("glpat-", kAny, 20), "x ", " y", "gitlab-token");
    row("slack", key("xoxb-", kAny, 30), "\"", "\"", "slack-token");
    row("slack hook", key("T0/B0/", kAny, 24), "https://hooks.slack.com/services/", " ok", "slack-webhook");
    row("google", key("AIza", kAny, 35), "?key=", "&x=1", "google-key");
    row("stripe", key("sk_live_", kAny, 24), "'", "'", "stripe-key");
    row("npm", key("npm_", kAny, 36), "//registry/:_authToken=", "", "npm-token");
    row("pypi", key("pypi-", kAny, 60), "", "", "pypi-token");
    row("hugging face", key("hf_", kAny, 34), "", "", "huggingface-token");
    row("sendgrid", key("SG.", kAny, 22) + key(".", kAny, 43), "", "", "sendgrid-key");
    row("digitalocean", key("dop_v1_", kHex, 64), "", "", "digitalocean-token");
    row("telegram", key("123456789:AA", kAny, 33), "bot", "/getMe", "");
    row("twilio", key("SK", kHex, 32), "sid ", "", "twilio-key");
    row("vault", key("hvs.", kAny, 24), "", "", "vault-token");
    row("our own", key("mst_", kAny, 43), "", "", "mimir-token");
    row("jwt", key("eyJ", kAny, 20) + key(".eyJ", kAny, 30) + key(".", kAny, 43), "", "", "jwt");
    row("pem", "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nabc\n-----END RSA PRIVATE KEY-----", "cat key\n",
        "\n$", "private-key");
    row("pem cut off", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk", "", "", "private-key");
    row("age", key("AGE-SECRET-KEY-1", kUpper, 50), "", "", "private-key");
    row("url", "hunter2", "postgresql://shop:", "@db.example.org/shop", "url-password");
    row("header", key("", kAny, 30), "Authorization: Bearer ", "\r\n", "authorization");
    row("basic", "YWxhZGRpbjpvcGVuc2VzYW1l", "-H \"Authorization: Basic ", "\"", "authorization");
    row("cookie", "sid=31d4d96e407aad42; csrf=1", "Cookie: ", "\r\nHost: x", "cookie");
    row("password in json", "open sesame", "{\"password\": \"", "\"}", "password");
    row("password in escaped json", "opensesame", R"({\"password\": \")", R"(\"})", "password");
    row("password bare", "hunter2!", "password: ", "\n", "password");
    row("option", "hunter22", "mysql --password=", " -e x", "password");
    row("curl", "hunter22", "curl -s -u ada:", " https://x", "password");
    row("assignment", key("", kAny, 24), "api_key = '", "'", "secret");
    row("aws secret", key("", kAny, 40), "aws_secret_access_key=", "", "secret");
    row("environment name", "hunter22", "export DB_PASSWORD=", "\nnext", "");
    row("dockerfile", "s3cr3tvalue", "ENV API_TOKEN=", "\n", "");
}

void TstSecretScanner::secretsGo()
{
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, kind);
    std::string out = text.toStdString();
    SecretCounts found;
    QVERIFY(SecretScanner("key").redact(out, found));
    QVERIFY2(out.find(secret.toStdString()) == std::string::npos, out.c_str());
    if (!kind.isEmpty())
        QVERIFY2(found.contains(kind.toStdString()), out.c_str());
    QVERIFY2(out.find("[withheld ") != std::string::npos, out.c_str());
    // The surrounding text stays.
    const auto at = text.indexOf(secret);
    QVERIFY2(QByteArray::fromStdString(out).startsWith(text.left(at)), out.c_str());
    QVERIFY2(QByteArray::fromStdString(out).endsWith(text.mid(at + secret.size())), out.c_str());
}

void TstSecretScanner::wordsStay_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *text) { QTest::newRow(name) << QByteArray(text); };
    row("prose", "The password is checked by the server; a token lasts 15 minutes.");
    row("code", "const token = await getToken(user); if (!token) throw new Error('no token');");
    row("type", "password: string;\n  secretName: string;");
    row("variable", "export GITHUB_TOKEN=$(gh auth token)\nexport API_KEY=${API_KEY}\npassword=$PASSWORD");
    row("template", "api_key: {{ vault_api_key }}\npassword: <your password>");
    row("hash", "commit 4669d98f0c1b2a3d4e5f60718293a4b5c6d7e8f9");
    row("uuid", "conversation 0190b6c2-7d1e-7c40-9d11-3e5a5f0e9c55");
    row("numbers", "max_tokens: 100000000, total_tokens = 123456789012");
    row("url", "https://example.org:8080/path?a=b and ssh://git@example.org/x");
    row("public key", "-----BEGIN PUBLIC KEY-----\nMIIBIjANBg\n-----END PUBLIC KEY-----");
    row("base64 picture", "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ");
    row("label of a form", "<source>Current password:</source>\n<translation>Password:</translation>");
    row("format of a line",
        "group_name:password:GID:user_list and hostname:port:username:password:base_dn:flags");
    row("list of names", "{\"kadmin/passwd\", \"kadmin/server\"}");
    row("path of a key", "LoadCredential=key:/etc/app/privkey.pem");
    row("role of a manual", ":type passphrase: :py:data:`bytes`");
    row("type with a parameter", "auto *password = page->findChild<QLineEdit *>(name);");
    row("public key as a member",
        "key: \"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1Olb3zMAFFxXKHiIkQO5cJ3Yhl5i6UPp+IhuteBJbuHc\"");
    row("in a blob",
        "ADkXAADwEgAAChAAAHUSAACtEgAAghMAAE8UAABqEgAAbBMAADkXAADwEgAAChAAAHUS/"
        "EAAAoBUAACMUAACJEgAAixQAAE0VAADUEQAA"
        "zxQAABAYAADJFgAA3BYAAMERAADgFwAAuxQAAHQUAAB8EgAA");
    row("head of a script",
        "PATH=/sbin:/usr/sbin:/bin\nNAME=pgbouncer\nDAEMON=/usr/sbin/$NAME\nPIDFILE=/run/$NAME.pid\nOPTS=-q");
    row("library with a number", "Connect with TLS13 using openssl3, or log in as root with sqlite3");
    row("words below a name",
        "Password:\n  secretKeyRef:\n    name: db\npassword\n\nThe password is stored there.");
    row("name of C++", "Password::Password(const Form &form) : Field(form) { }");
    row("elements", "<label>Password</label> <input type=\"password\"> <th>Password</th><td>required</td>");
    row("numbers of a header", "#define STENCIL_PASS 0x8803\n#define MAX_PASS 16");
    row("fallback", "const token = process.env.TOKEN ?? getToken(); const pw = options.pw || defaults.pw;");
    row("columns",
        "USER   PASSWORD   HOST\nbob    required   db1\n\n user | password\n------+---------\n bob | x");
    row("inserts", "INSERT INTO users (name, password) VALUES (?, $1), (:name, crypt(:pw, salt));");
    row("glued", "confnpm_config_registry my_ghp_handler tokenghp_thisisonlyaverylongnameofaprogram");
    row("signs without a width",
        "a\xe2\x80\x8b"
        "b \xef\xbc\xa1 \xe2\x80\x9cquoted\xe2\x80\x9d \\141 \\1");
    row("short", "sk-1 ghp_x AKIA xoxb-1");
    row("stars", "password=******** token=xxxxxxxxxxxxxxxx");
    row("withheld before", "token [withheld github-token 0a1b2c3d] api_key: [withheld secret 00112233]");
    row("withheld before, without a digest",
        "token [withheld github-token] api_key: [withheld secret] DB_PASSWORD=[withheld password] "
        "https://bob:[withheld url-password]@x.test Authorization: Bearer [withheld authorization]\n"
        "A_B=[withheld environment]\nEDITOR=[withheld environment]\nHOME=[withheld environment]");
}

void TstSecretScanner::wordsStay()
{
    QFETCH(QByteArray, text);
    std::string out = text.toStdString();
    SecretCounts found;
    QVERIFY2(!SecretScanner("key").redact(out, found), out.c_str());
    QCOMPARE(out, text.toStdString());
    QVERIFY(found.empty());
}

void TstSecretScanner::onePlaceholderPerSecretAndKey()
{
    const auto redacted = [](std::string_view scanner, const std::string &secret) {
        std::string text = secret;
        SecretCounts found;
        SecretScanner(scanner).redact(text, found);
        return text;
    };
    const std::string one = key("ghp_", kAny, 36), other = key("ghp_", kHex, 36);
    QCOMPARE(redacted("ada", one), redacted("ada", one));
    QVERIFY(redacted("ada", one) != redacted("ada", other));
    QVERIFY(redacted("ada", one) != redacted("bob", one));
}

// A list of guesses is as long as one likes: what a digest is of must not be on it, and its key not with the reader.
void TstSecretScanner::noDigestOfWhatCanBeGuessed()
{
    const auto redacted = [](std::string_view digestKey, std::string text) {
        SecretCounts found;
        SecretScanner(digestKey).redact(text, found);
        return text;
    };
    const std::string token = key("ghp_", kAny, 36);
    static const QRegularExpression withDigest(QStringLiteral("^\\[withheld github-token [0-9a-f]{8}\\]$"));
    QVERIFY(withDigest.match(QString::fromStdString(redacted("key", token))).hasMatch());
    QCOMPARE(redacted("", token), std::string("[withheld github-token]"));
    for (const std::string_view with : {"key", ""}) {
        QCOMPARE(redacted(with, "password: hunter2!"), std::string("password: [withheld password]"));
        QCOMPARE(redacted(with, "postgres://a:hunter2@x/y"),
            std::string("postgres://a:[withheld url-password]@x/y"));
        QCOMPARE(
            redacted(with, "sshpass -p hunter2 ssh x"), std::string("sshpass -p [withheld password] ssh x"));
    }
}

void TstSecretScanner::redactingTwiceChangesNothing()
{
    redactTwice("key");
    redactTwice("");
}

void TstSecretScanner::redactTwice(std::string_view digestKey)
{
    std::string text = "password: hunter2! " + key("ghp_", kAny, 36) + " Authorization: Bearer "
        + key("", kAny, 30) + "\nexport DB_PASSWORD=hunter22\n"
        + "postgres://a:hunter2@x/y Cookie: sid=31d4d96e407aad42\n{\"password\": \"open sesame\"}";
    SecretCounts found, again;
    const SecretScanner scanner(digestKey);
    QVERIFY(scanner.redact(text, found));
    const std::string once = text;
    QVERIFY(!scanner.redact(text, again));
    QCOMPARE(text, once);
}

void TstSecretScanner::aPrintedEnvironmentGoesWhole()
{
    std::string text = "$ env\nHOME=/home/ada\nEDITOR=vim\nNICE_PLACE=Rome\nSHELL=/bin/zsh\ndone";
    SecretCounts found;
    QVERIFY(SecretScanner("key").redact(text, found));
    QCOMPARE(found["environment"], 4);
    for (const char *value : {"/home/ada", "vim", "Rome", "zsh"})
        QVERIFY2(text.find(value) == std::string::npos, text.c_str());
    QVERIFY(text.find("HOME=[withheld environment]\n") != std::string::npos);
    QVERIFY(text.ends_with("done"));
}

void TstSecretScanner::assignmentsInAProgramStay()
{
    const std::string program = "CC=gcc\nCXX=g++\nCFLAGS=-O2\nLDFLAGS=-s\nall: x\n";
    std::string text = program;
    SecretCounts found;
    QVERIFY(!SecretScanner("key").redact(text, found));
    QCOMPARE(text, program);
}

void TstSecretScanner::namedMembersGo()
{
    const SecretScanner scanner("key");
    for (const char *name :
        {"password", "apiKey", "api_key", "client_secret", "accessToken", "DB_PASSWORD", "token"}) {
        std::string value = "plain words";
        SecretCounts found;
        QVERIFY2(scanner.redactNamed(name, value, found), name);
        QVERIFY2(value == "[withheld secret]", value.c_str());
    }
    for (const char *name : {"title", "path", "max_tokens", "password_hint_shown", "keyboard"}) {
        std::string value = "plain words";
        SecretCounts found;
        QVERIFY2(!scanner.redactNamed(name, value, found), name);
    }
}

void TstSecretScanner::whatIsSaidInWordsGoes()
{
    const SecretScanner scanner("key");
    QStringList left;
    for (const char *sentence : {"my password for staging is {}", "my password for the old server is {}",
             "the password on staging = {}", "Das Passwort lautet {}.", "Passwort ist {}",
             "le mot de passe est {}", "creds for db are ada:{}", "log in as ada with {}",
             "sign in with ada@x.test / {}", "logged in using ada:{} again", "kata sandi adalah {}"}) {
        std::string text = sentence;
        text.replace(text.find("{}"), 2, "w7&Lantern%9");
        SecretCounts found;
        if (!scanner.redact(text, found) || text.find("Lantern") != std::string::npos)
            left << QString::fromUtf8(sentence);
    }
    QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
    for (const char *sentence : {"reset password Zk39sPq7LmX02vBn4TyR", "the PIN is 40219", "PIN: 771204",
             "TOTP seed: JBSWY3DPEHPK3PXPJBSWY3DP", "recovery codes:\n1. 19fa3-77bc1\n2. 8b0d2-61ace",
             "backup codes: 40219377 99120345"}) {
        std::string text = sentence;
        SecretCounts found;
        QVERIFY2(scanner.redact(text, found), sentence);
        for (const char *part : {"sPq7", "4021", "7712", "JBSW", "19fa", "8b0d", "9912"})
            QVERIFY2(text.find(part) == std::string::npos, text.c_str());
    }
    for (const char *sentence : {"log in as admin and open the page", "login with GitHub or Google",
             "log in with email/password", "the password for the user is required",
             "credentials are read from disk", "a PIN is needed", "GPIO pin: 1234",
             "recovery codes are hashed", "recovery code-path", "Fix password resetPasswordV2Handler",
             "password commit 0b49895d1a0d1f13dce20c4fd32f640d0032634f", "pass the pw of the user to it"}) {
        std::string text = sentence;
        SecretCounts found;
        QVERIFY2(!scanner.redact(text, found), text.c_str());
    }
}

void TstSecretScanner::brokenUtf8HidesNothing()
{
    const std::string secret = key("ghp_", kAny, 36);
    std::string text = "\xff\xfe " + secret + " \xc3";
    SecretCounts found;
    QVERIFY(SecretScanner("key").redact(text, found));
    QVERIFY(text.find(secret) == std::string::npos);
}

void TstSecretScanner::overlappingFindsLeaveNoRest()
{
    const std::string secret = key("ghp_", kAny, 36);
    std::string text = "Authorization: token " + secret + ";api_key=" + secret;
    SecretCounts found;
    QVERIFY(SecretScanner("key").redact(text, found));
    QVERIFY2(text.find(kAny.substr(0, 6)) == std::string::npos && text.find("ghp_") == std::string::npos,
        text.c_str());
}

QTEST_GUILESS_MAIN(TstSecretScanner)
#include "tst_secretscanner.moc"
