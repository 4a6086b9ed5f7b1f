// Which paths name a file that contains secrets, however they are written.
#include "privacy/calls/secretfiles.h"

#include "privacy/calls/pathspelling.h"

#include <QTest>

#include <algorithm>

using namespace mimir;

class TstSecretFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPatternFindsWhatItDescribes();
    void likelyFilesAreKnown_data();
    void likelyFilesAreKnown();
    void otherFilesAreNot_data();
    void otherFilesAreNot();
    void anySpellingIsKnown_data();
    void anySpellingIsKnown();
    void environmentsOfProcesses();
    void outputNamesItsFiles();
    void patternsOfShells();
};

namespace {

void add(std::initializer_list<const char *> paths)
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : paths)
        QTest::newRow(path) << QByteArray(path);
}

bool isSecret(const QByteArray &path)
{
    return isSecretFile(path.toStdString());
}

} // namespace

void TstSecretFiles::everyPatternFindsWhatItDescribes()
{
    QVERIFY(secretFilePatterns().size() >= 120);
    for (const std::string_view pattern : secretFilePatterns()) {
        std::string path(pattern);
        for (std::size_t star = 0; (star = path.find('*')) != std::string::npos;)
            path.replace(star, 1, "x1");
        std::ranges::replace(path, '?', ' ');
        if (path.ends_with('/'))
            path += "inside/deep";
        QVERIFY2(isSecretFile(path), path.c_str());
        QVERIFY2(isSecretFile(path.starts_with('/') ? path : "/srv/some where/" + path), path.c_str());
        QVERIFY2(std::ranges::count(secretFilePatterns(), pattern) == 1, path.c_str());
        QVERIFY2(std::ranges::none_of(pattern, [](char c) { return c >= 'A' && c <= 'Z'; }), path.c_str());
    }
}

void TstSecretFiles::likelyFilesAreKnown_data()
{
    add({"/srv/shop/.env", "shop/.env.test", "staging.env", "/opt/app/.envrc", ".ENV.Local",
        "C:\\Users\\ada\\.aws\\credentials", "~/.aws/sso/cache/0a1b.json", "~/.ssh/id_ed25519",
        "~/.ssh/config", "/etc/ssl/private/site.key", "ca/root-key.pem", "release.jks", "vault.kdbx",
        "/run/secrets/pg", "/var/run/secrets/kubernetes.io/serviceaccount/token", "~/.codex/auth.json",
        "~/.claude/.credentials.json", "~/.gemini/oauth_creds.json", "~/.local/share/opencode/auth.json",
        "~/.kube/config", "cluster.kubeconfig", "infra/prod.tfvars", "infra/terraform.tfstate.backup",
        "~/.bash_history", "~/.local/share/fish/fish_history", "~/.psql_history", "~/.docker/config.json",
        "~/.npmrc", "~/.m2/settings.xml", "~/.config/gh/hosts.yml", "~/.git-credentials", "/etc/shadow",
        "/etc/sudoers.d/ada", "/etc/wireguard/home.conf", "~/.config/rclone/rclone.conf", "~/.pgpass",
        "config/database.yml", "wp-config.php", "appsettings.Staging.json", "shop-service-account.json",
        "AuthKey_9Z.p8", "cookies.sqlite", "~/.mozilla/firefox/x/logins.json", "wallet.dat",
        "~/.password-store/web/shop.gpg", "ansible/group_vars/prod/vault.yml", "helm/values-secret-prod.yaml",
        "kaggle.json", "~/.config/op/config", "backup-codes.txt", "id_rsa.old", "server.pem.bak", ".env~",
        "mcp.json", "~/.databrickscfg", "~/.snowflake/connections.toml", "~/.bunfig.toml", "~/.odbc.ini",
        "~/.local/share/remmina/home.remmina", "conf/tomcat-users.xml", "/etc/redis/redis.conf",
        "/srv/mongod.keyfile", "~/.config/solana/id.json", "~/.near-credentials/testnet/ada.json",
        "~/.electrum/wallets/default_wallet", "Bitwarden-Export.json", "passw\xc3\xb6rter.txt",
        "zugangsdaten.md", "e2e/storageState.json", "playwright/.auth/user.json", "cypress.env.json",
        "infra/parameters.prod.json", "src/main/resources/hibernate.cfg.xml", ".mise.local.toml",
        "~/.zprofile", "~/.zshenv", "~/.profile"});
}

void TstSecretFiles::likelyFilesAreKnown()
{
    QFETCH(QByteArray, path);
    QVERIFY(isSecret(path));
}

void TstSecretFiles::otherFilesAreNot_data()
{
    add({"", "/", ".", "src/main.cpp", "README.md", "environment.ts", "src/env.rs", "docs/secrets.html",
        "token.go", "src/tokens/lexer.rs", "id_ed25519.pub", "~/.ssh/id_rsa.pub", "PrivateKey.java",
        "src/passwordfield.tsx", "monkey.txt", "keys/about.rst", "package.json", "tsconfig.json",
        "config.yaml", "keyboard.c", "envoy.yaml", "src/auth.ts", "parameters.json", "profile.html",
        "storage.json", "redis.conf.md", "tests/credentials_test.py", "history.rst", "Makefile",
        "/usr/include/openssl/pem.h", "/proc/cpuinfo", "https://example.org/a"});
}

void TstSecretFiles::otherFilesAreNot()
{
    QFETCH(QByteArray, path);
    QVERIFY(!isSecret(path));
}

void TstSecretFiles::anySpellingIsKnown_data()
{
    add({"file:///srv/shop/.env", "file:///srv/shop/.env?raw=1", ".env:12", ".env:12-14", ".env#L3",
        "HEAD:.env", "main~2:config/.env", "--file=.env", "@.env", "host:/srv/.env", "if=.env", ".//.env",
        "a/./.env", ".env/", "{.env,a}", "a/{b,.env}", ".env*", ".en?", ".[e]nv", "*.pem", "id_r*",
        "~/.ssh/*", "\\\\host\\share\\.env", "$HOME/.aws/credentials", "%USERPROFILE%\\.aws\\credentials",
        "${XDG_CONFIG_HOME}/gh/hosts.yml", "sub dir/.env", "x,.env"});
}

void TstSecretFiles::anySpellingIsKnown()
{
    QFETCH(QByteArray, path);
    if (path == "x,.env") // not one word of a path, but of a text
        QVERIFY(namesSecretFile(path.toStdString()));
    else
        QVERIFY(isSecret(path));
    QVERIFY(!isSecretFile("credentials.rs", "/home/ada/src"));
    QVERIFY(isSecretFile("config", "/home/ada/.kube") && !isSecretFile("config", "/home/ada"));
    QVERIFY(isSecretFile("id", "~/.ssh") && !isSecretFile("/tmp/id", "~/.ssh"));
}

void TstSecretFiles::environmentsOfProcesses()
{
    for (const char *path : {"/proc/1/environ", "/proc/self/environ", "/proc/*/environ", "/proc/$PID/environ",
             "host:/proc/7/environ", "file:///proc/self/environ", "/proc/1/task/2/environ"})
        QVERIFY2(isEnvironmentFile(path), path);
    for (const char *path : {"/proc/1/status", "environ", "src/environ.c", "/home/proc/environ.txt"})
        QVERIFY2(!isEnvironmentFile(path), path);
}

void TstSecretFiles::outputNamesItsFiles()
{
    QVERIFY(isOfSecretFile("a\ndiff --git a/.env b/.env\nb"));
    QVERIFY(isOfSecretFile("+++ b/deploy/prod.tfvars\n+x"));
    QVERIFY(isOfSecretFile("*** Update File: .env\n+x"));
    QVERIFY(isOfSecretFile("src/a.c:1:x\n.env:3:A=b"));
    QVERIFY(!isOfSecretFile("diff --git a/a.c b/a.c\n+read(\".env\")"));
    QVERIFY(!isOfSecretFile("src/a.c:1:open .env"));
}

void TstSecretFiles::patternsOfShells()
{
    QVERIFY(matchesPattern("abc", "a*c") && matchesPattern("abc", "???") && matchesPattern("abc", "a[a-c]c"));
    QVERIFY(matchesPattern("abc", "*") && matchesPattern("", "*") && matchesPattern("a-c", "a[!b]c"));
    QVERIFY(
        !matchesPattern("abc", "a*d") && !matchesPattern("abc", "??") && !matchesPattern("abc", "a[!b]c"));
    QVERIFY(!matchesPattern(std::string(4000, 'a'), "*a*a*a*a*a*a*a*a*b"));
}

QTEST_GUILESS_MAIN(TstSecretFiles)
#include "tst_secretfiles.moc"
