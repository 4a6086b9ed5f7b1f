// Of every family of secrets, in every form in which a secret is written: how many are taken out. The numbers are
// printed; the thresholds are those that we promise.
#include "privacy/secretscanner.h"
#include "support/secretsamples.h"

#include <QTest>

#include <set>

using namespace mimir;

namespace {

struct Family {
    std::string name; ///< of a variable that holds such a secret
    std::string secret;
    bool hasForm = true; ///< it is known by its form; otherwise only by its name
};

// Kinds that no form tells from a digest or an id: only their name does.
constexpr std::array<std::pair<const char *, const char *>, 34> kNameless {{{"DATADOG_API_KEY", "{32hex}"},
    {"DD_APP_KEY", "{40hex}"}, {"ALGOLIA_ADMIN_API_KEY", "{32hex}"}, {"HEROKU_API_KEY", "{uuid}"},
    {"LINODE_TOKEN", "{64hex}"}, {"HCLOUD_TOKEN", "{64an}"}, {"VULTR_API_KEY", "{36up}"},
    {"FASTLY_API_TOKEN", "{32url}"}, {"MISTRAL_API_KEY", "{32an}"}, {"COHERE_API_KEY", "{40an}"},
    {"AI21_API_KEY", "{32an}"}, {"ASSEMBLYAI_API_KEY", "{32hex}"}, {"DEEPGRAM_API_KEY", "{40hex}"},
    {"STABILITY_API_TOKEN", "{48an}"}, {"AWS_SECRET_ACCESS_KEY", "{40b64}"},
    {"AZURE_OPENAI_API_KEY", "{32hex}"}, {"TWILIO_AUTH_TOKEN", "{32hex}"}, {"OKTA_API_TOKEN", "00{40url}"},
    {"AUTH0_CLIENT_SECRET", "{64url}"}, {"ZENDESK_API_TOKEN", "{40an}"}, {"PAGERDUTY_API_KEY", "{20an}"},
    {"ROLLBAR_ACCESS_TOKEN", "{32hex}"}, {"BUGSNAG_API_KEY", "{32hex}"}, {"CODECOV_TOKEN", "{uuid}"},
    {"TRAVIS_API_TOKEN", "{22an}"}, {"DRONE_TOKEN", "{32an}"}, {"BITBUCKET_CLIENT_SECRET", "{32an}"},
    {"SPOTIFY_CLIENT_SECRET", "{32hex}"}, {"TODOIST_API_TOKEN", "{40hex}"}, {"KUCOIN_SECRET_KEY", "{uuid}"},
    {"BINANCE_API_SECRET", "{64an}"}, {"PAYPAL_CLIENT_SECRET", "{80url}"},
    {"SNOWFLAKE_PRIVATE_KEY", "{64b64}"}, {"STRAPI_JWT_SECRET", "{22b64}=="}}};

std::vector<Family> families(std::uint64_t seed)
{
    std::vector<Family> out;
    std::set<std::string> seen;
    for (const SecretRule &rule : SecretRules::builtIn().all())
        for (const std::string &literal : rule.literals)
            if (!rule.hasGroup && seen.insert(literal).second)
                out.push_back({"SERVICE_TOKEN", sampleOf(rule.sample, literal, seed)});
    for (const auto &[name, form] : kNameless)
        out.push_back({name, sampleOf(form, {}, seed), false});
    return out;
}

enum class Group : std::uint8_t { Text, Escaped, Encoded, Bare };

struct Form {
    const char *name;
    Group group;
    bool named; ///< the name is next to the secret
    std::string (*write)(const std::string &name, const std::string &secret);
};

#define WRITE(...)                                                                                           \
    [](const std::string &n, const std::string &s) -> std::string {                                          \
        (void)n;                                                                                             \
        return __VA_ARGS__;                                                                                  \
    }
const std::vector<Form> kForms {
    {"sentence", Group::Text, false, WRITE("please use " + s + " for now")},
    {"JSON", Group::Text, true, WRITE("{\"" + n + "\": \"" + s + "\", \"b\": 1}")},
    {"export", Group::Text, true, WRITE("export " + n + "=" + s + "\nnext")},
    {"env file", Group::Text, true, WRITE("A=1\n" + n + "=\"" + s + "\"\n")},
    {"YAML", Group::Text, true, WRITE("service:\n  " + n + ": " + s + "\n  port: 1")},
    {"ini", Group::Text, true, WRITE("[a]\n" + n + " = " + s + "\n")},
    {"TOML", Group::Text, true, WRITE(n + " = '''" + s + "'''")},
    {"backticks", Group::Text, true, WRITE("set `" + n + "` to `" + s + "`")},
    {"typed assignment", Group::Text, true, WRITE("const " + n + ": string = '" + s + "';")},
    {"Go assignment", Group::Text, true, WRITE(n + " := \"" + s + "\"")},
    {"make variable", Group::Text, true, WRITE(n + " ?= " + s + "\n")},
    {"call", Group::Text, true, WRITE("os.environ.setdefault(\"" + n + "\", \"" + s + "\")")},
    {"index", Group::Text, true, WRITE("process.env[\"" + n + "\"] = '" + s + "';")},
    {"XML element", Group::Text, true, WRITE("<a><" + n + ">" + s + "</" + n + "></a>")},
    {"XML attributes", Group::Text, true, WRITE("<add key=\"" + n + "\" value=\"" + s + "\"/>")},
    {"name and value", Group::Text, true, WRITE("{\"name\": \"" + n + "\", \"value\": \"" + s + "\"}")},
    {"header", Group::Text, true, WRITE("> X-Auth-Token: " + s + "\r\n> Accept: */*")},
    {"bearer", Group::Text, true, WRITE("curl -H \"Authorization: Bearer " + s + "\" https://x.test")},
    {"query", Group::Text, true, WRITE("https://x.test/a?access_token=" + s + "&b=1")},
    {"option", Group::Text, true, WRITE("tool --api-token " + s + " --verbose")},
    {"option with =", Group::Text, true, WRITE("tool --api-token=" + s + " --verbose")},
    {"Dockerfile", Group::Text, true, WRITE("FROM x\nENV " + n + "=" + s + "\n")},
    {"compose list", Group::Text, true, WRITE("    environment:\n      - " + n + "=" + s + "\n")},
    {"diff", Group::Text, true, WRITE("-  " + n + ": old\n+  " + n + ": " + s + "\n")},
    {"table", Group::Text, true, WRITE("| " + n + " | " + s + " |\n|---|---|")},
    {"behind _", Group::Text, false, WRITE("old_" + s + ", new")},
    {"twice, then without a name", Group::Text, true, WRITE(n + "=" + s + "\nthen it printed\n" + s + "\n")},

    {"behind \\n", Group::Escaped, false, WRITE("{\"o\":\"it is\\n" + jsonOf(s) + "\\n\"}")},
    {"behind \\t", Group::Escaped, false, WRITE("id\\t" + s + "\\tend")},
    {"JSON in JSON", Group::Escaped, true, WRITE(jsonOf("{\"" + n + "\": \"" + jsonOf(s) + "\"}"))},
    {"JSON in JSON in JSON", Group::Escaped, true,
        WRITE(jsonOf(jsonOf("{\"" + n + "\": \"" + jsonOf(s) + "\"}")))},
    {"env file in JSON", Group::Escaped, true, WRITE("\"A=1\\n" + n + "=" + jsonOf(s) + "\\nB=2\"")},
    {"green", Group::Escaped, false, WRITE("\x1b[32m" + s + "\x1b[0m")},
    {"grep --color", Group::Escaped, false, WRITE("\x1b[01;31m\x1b[K" + s + "\x1b[m\x1b[K rest")},
    {"colour as text", Group::Escaped, false, WRITE("\\u001b[32m" + s + "\\u001b[0m")},
    {"colours of jq", Group::Escaped, true,
        WRITE("\x1b[34;1m\"" + n + "\"\x1b[0m:\x1b[0;32m\"" + s + "\"\x1b[0m")},
    {"HTML", Group::Escaped, true, WRITE("&lt;a " + n + "=&quot;" + htmlOf(s) + "&quot;&gt;")},
    {"behind %3D", Group::Escaped, false, WRITE("?next=%2Fa%3Fk%3D" + s + "%26b")},
    {"wrapped at 40", Group::Escaped, false, WRITE(wrappedOf(s, 40) + "\n")},
    {"wrapped at 72 with a margin", Group::Escaped, false, WRITE("key is here:\n    " + wrappedOf(s, 72))},

    {"base64", Group::Encoded, false, WRITE(base64Of(s))},
    {"base64 with a name", Group::Encoded, true, WRITE(base64Of(n + "=" + s + "\n"))},
    {"Basic", Group::Encoded, true, WRITE("Authorization: Basic " + base64Of("bob:" + s))},
    {"base64 in lines", Group::Encoded, true,
        WRITE(wrappedOf(base64Of("{\"user\": \"someone\", \"" + n + "\": \"" + s + "\"}"), 76))},
    {"percent", Group::Encoded, true, WRITE(n + "=" + percentOf(s) + "&x=1")},
    {"percent, all of it", Group::Encoded, true, WRITE(percentOf(n + "=" + s))},

    {"bare", Group::Bare, true, WRITE(s)},
};
#undef WRITE

// Whether a run of most of the secret is still there.
bool isLeft(std::string_view secret, std::string_view text)
{
    const std::size_t length
        = std::min(secret.size(), std::max<std::size_t>(8, (secret.size() * 6 + 9) / 10));
    for (std::size_t at = 0; at + length <= secret.size(); ++at)
        if (text.find(secret.substr(at, length)) != std::string_view::npos)
            return true;
    return false;
}

std::string redacted(std::string text)
{
    static const SecretScanner scanner("key");
    SecretCounts found;
    scanner.redact(text, found);
    return text;
}

// The secret as the form writes it.
bool isTaken(const Form &form, const Family &family)
{
    const std::string before = form.write(family.name, family.secret), after = redacted(before);
    if (form.group == Group::Encoded)
        return after != before && !isLeft(base64Of(family.secret).substr(0, family.secret.size()), after)
            && !isLeft(percentOf(family.secret), after);
    if (std::string_view(form.name).starts_with("wrapped"))
        return !isLeft(std::string_view(family.secret).substr(0, 30), after)
            && !isLeft(std::string_view(family.secret)
                           .substr(family.secret.size() - std::min<std::size_t>(family.secret.size(), 30)),
                after);
    return !isLeft(family.secret, after);
}

struct Tally {
    int all = 0, taken = 0;
    double share() const { return all == 0 ? 1 : double(taken) / all; }
};

} // namespace

class TstSecretForms : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void familiesInForms();
    void passwordsInCommands_data();
    void passwordsInCommands();
    void passwordsOfAnyForm();
    void tokensWrittenOtherwise_data();
    void tokensWrittenOtherwise();
    void privateKeysInPieces_data();
    void privateKeysInPieces();
    void onceFoundItIsGoneEverywhere();
};

void TstSecretForms::familiesInForms()
{
    constexpr std::uint64_t seeds = 2;
    std::map<Group, Tally> groups;
    std::size_t count = 0;
    for (const Form &form : kForms) {
        Tally tally;
        std::string missed;
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            const auto all = families(seed);
            count = all.size();
            for (const Family &family : all) {
                if (!family.hasForm && !form.named)
                    continue;
                const bool taken = isTaken(form, family);
                ++tally.all;
                tally.taken += taken;
                if (!taken && missed.size() < 200)
                    missed += ' ' + (family.hasForm ? family.secret.substr(0, 12) : family.name);
            }
        }
        qInfo("%-28s %4d of %4d, %5.1f %%%s", form.name, tally.taken, tally.all, 100 * tally.share(),
            missed.c_str());
        groups[form.group].all += tally.all;
        groups[form.group].taken += tally.taken;
    }
    qInfo("%zu families, %zu forms", count, kForms.size());
    QVERIFY(count >= 150 && kForms.size() >= 12);
    for (const auto &[group, least] : {std::pair(Group::Text, .98), std::pair(Group::Escaped, .95),
             std::pair(Group::Encoded, .90), std::pair(Group::Bare, .60)}) {
        qInfo("group %d: %.2f %%", int(group), 100 * groups[group].share());
        QVERIFY(groups[group].share() >= least);
    }
}

void TstSecretForms::passwordsInCommands_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"PGPASSWORD='%' psql -h db -U app", "mysqldump --password=% shop",
             "mysql -u root -p% shop", "sshpass -p '%' ssh deploy@host", "redis-cli -h r -a % ping",
             "docker login -u bob -p % reg.example", "echo '%' | docker login -u bob --password-stdin",
             "echo \"%\" | sudo -S apt update", "printf '%%s' '%' | gh auth login --with-token",
             "docker login -u bob --password-stdin <<< '%'", "curl -ubob:% https://x.test",
             "curl -u bob:% https://x.test", "curl --user 'bob:%' https://x.test",
             "wget --http-password=% https://x.test", "htpasswd -bc .ht bob %", "keytool -list -storepass %",
             "openssl rsa -passin pass:% -in k", "kubectl create secret generic db --from-literal=password=%",
             "gh secret set DEPLOY --body %", "vault kv put secret/x password=%",
             "ansible-playbook p.yml -e ansible_become_pass=%",
             "psql -c \"ALTER USER app WITH PASSWORD '%'\"", "CREATE USER a IDENTIFIED BY '%';",
             "ldapsearch -x -D cn=a -w '%' -b dc=x", "heroku config:set PIN=%", "unzip -P '%' a.zip",
             "mongosh -u a -p % db", "machine api.x.test\n  login bob\n  password %",
             "Server=db;User Id=sa;Password=%;TrustServerCertificate=true", "Server=db;Uid=sa;Pwd=%;",
             "jdbc:postgresql://db/x?user=app&password=%", "spring.datasource.password=%",
             "{\"user\":\"app\",\"pwd\":\"%\"}", "log in as admin with password \"%\"",
             "credentials: bob / %", "<password>%</password>", "password: %", "auth:\n  rootPassword: %\n",
             "db_password = \"%\"", "https://bob:%@git.example.com/x.git", "$env:DB_PASSWORD = '%'",
             "export DB_PW=%", "SET PASSWORD = '%';", "| db password | % |", "DB_PASSWORD: %",
             "\"db_password\" : '%'", "password=\"%\"", "Password:\n%", "password\n\n%\n",
             "password =\n    \"%\"", "Password:\n  - %", "password: >-\n  %\n", "password:\n```\n%\n```",
             "password: &pw %\n", "<key>Password</key>\n<string>%</string>", "<th>Password</th><td>%</td>",
             "<name>password</name><value>%</value>", "{\"password\": {\"value\": \"%\"}}",
             "[\"password\"]=>\n  string(12) \"%\"", "userPassword:: %\n", "password is ```%```",
             "local password = [[%]]", "#define WIFI_PASS \"%\"", "setx DB_PASS \"%\"",
             "const pw = process.env.DB_PASS ?? \"%\"", "login(conf.db_pass || '%')", "psw=%", "passwrod: %",
             "SSHPASS=% sshpass -e ssh h", " id | user | password\n----+------+---------\n  1 | bob  | %\n",
             "USER   PASSWORD       HOST\nbob    %   db1\n",
             "INSERT INTO users (name, password) VALUES ('bob','%');",
             "insert into users(id, password, name) values (1, 'x', 'ada'), (2, '%', 'bob');",
             "netbird up --setup-key %",
             "\xd0\x9f\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbb\xd1\x8c \xd0\xbe\xd1\x82 "
             "\xd0\xb1\xd0\xb0\xd0\xb7\xd1\x8b: %",
             "das Kennwort f\xc3\xbcr den Router ist \xc3\xbc"
             "brigens %"})
        QTest::newRow(text) << QByteArray(text);
}

void TstSecretForms::passwordsInCommands()
{
    QFETCH(QByteArray, text);
    constexpr std::string_view password = "Tr0ub4dor&3x";
    std::string whole = text.toStdString();
    if (const auto format = whole.find("%%s"); format != std::string::npos)
        whole.replace(format, 3, "%s");
    whole.replace(whole.rfind('%'), 1, password);
    const std::string left = redacted(whole);
    QVERIFY2(!isLeft(password, left), left.c_str());
}

void TstSecretForms::passwordsOfAnyForm()
{
    for (const char *password : {"$up3rcorrecthorse", "<9xcorrect7horse", "{9xcorrect7horse",
             "%9xcorrecthorse", "[9xcorrect7horse", "p@sscorrecthorse9", "pa/sscorrecthorse9",
             "ab,correcthorse(9x", "ab;correcthorse9x", "correct(horse)9x"})
        for (const char *form :
            {"password: %\n", "\"password\": \"%\"", "DB_PASSWORD=%\n", "DB_PASSWORD='%'\n",
                "password = \"%\"", "<password>%</password>", "mysql --password='%' shop"}) {
            std::string text = form;
            text.replace(text.find('%'), 1, password);
            QVERIFY2(!isLeft(password, redacted(text)), redacted(text).c_str());
        }
}

// "%" is the first half of a token, "~" the other one.
void TstSecretForms::tokensWrittenOtherwise_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"%\xe2\x80\x8b~", "%\xc2\xad~", "%\xef\xbb\xbf~", "42%~", "token%~", "the%~ end",
             "\xef\xbd\x87hp_%~", "\\147hp_%~", "ghp&lowbar;%~", "\"%\" + \"~\"", "(\"%\"\n \"~\")",
             "'ghp_' + '%~'", "\"%\" +\n    \"~\""})
        QTest::newRow(text) << QByteArray(text);
}

void TstSecretForms::tokensWrittenOtherwise()
{
    QFETCH(QByteArray, text);
    const std::string first = sampleOf("{18an}", {}, 5), second = sampleOf("{18an}", {}, 6);
    const bool hasBegin = text.contains("hp");
    text.replace("%", QByteArray::fromStdString((hasBegin ? "" : "ghp_") + first));
    text.replace("~", QByteArray::fromStdString(second));
    const std::string left = redacted(text.toStdString());
    QVERIFY2(left.find(first) == std::string::npos && left.find(second) == std::string::npos, left.c_str());
}

void TstSecretForms::privateKeysInPieces_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray line = QByteArray::fromStdString(sampleOf("{64b64}", {}, 7));
    const QByteArray begin = "-----BEGIN RSA PRIVATE KEY-----", end = "-----END RSA PRIVATE KEY-----";
    QTest::newRow("whole") << begin + '\n' + line + '\n' + line + '\n' + end;
    QTest::newRow("begin") << begin + '\n' + line + '\n' + line;
    QTest::newRow("tail") << line + '\n' + line + '\n' + end;
    QTest::newRow("middle") << line + '\n' + line + '\n' + line;
    QTest::newRow("one line of JSON")
        << "{\"private_key\":\"" + begin + "\\n" + line + "\\n" + line + "\\n" + end + "\\n\"}";
    QTest::newRow("diff") << '+' + begin + "\n+" + line + "\n+" + line + "\n+" + end;
    QTest::newRow("quoted") << "> " + begin + "\n> " + line + "\n> " + line + "\n> " + end;
    QTest::newRow("encrypted") << "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + line + '\n' + line;
    QTest::newRow("SSH2") << "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n" + line
            + "\n---- END SSH2 ENCRYPTED PRIVATE KEY ----";
    QTest::newRow("OpenVPN") << "-----BEGIN OpenVPN Static key V1-----\n" + line + '\n' + line
            + "\n-----END OpenVPN Static key V1-----";
    QTest::newRow("with a header") << begin + "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n" + line
            + '\n' + line;
}

void TstSecretForms::privateKeysInPieces()
{
    QFETCH(QByteArray, text);
    const std::string line = sampleOf("{64b64}", {}, 7),
                      left = redacted("before\n" + text.toStdString() + "\nafter it");
    QVERIFY2(!isLeft(line, left), left.c_str());
    QVERIFY2(left.starts_with("before\n") && left.ends_with("after it"), left.c_str());
}

void TstSecretForms::onceFoundItIsGoneEverywhere()
{
    const std::string secret = sampleOf("{24an}", {}, 3);
    const std::string left = redacted("API_SECRET=" + secret + "\nit answered " + secret + ", url %3D"
        + secret + " and " + base64Of("x " + secret + " of base64"));
    QVERIFY2(!isLeft(secret, left), left.c_str());
    QVERIFY2(!isLeft(base64Of("x " + secret + " of base64"), left), left.c_str());
    // A password that is also a word stays where it is a word.
    QVERIFY(redacted("POSTGRES_PASSWORD=postgres\nimage: postgres:16").ends_with("image: postgres:16"));
}

QTEST_GUILESS_MAIN(TstSecretForms)
#include "tst_secretforms.moc"
