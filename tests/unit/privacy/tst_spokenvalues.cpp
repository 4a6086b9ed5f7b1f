// Passwords that somebody tells in a sentence, in many word orders and languages; and sentences about passwords that
// tell none.
#include "privacy/secretscanner.h"

#include <QFile>
#include <QTest>

using namespace mimir;

namespace {

std::string redacted(std::string text)
{
    SecretCounts found;
    SecretScanner("").redact(text, found);
    return text;
}

// Of a section of tests/data/spokensentences.txt.
void sentencesOf(const QByteArray &section)
{
    QTest::addColumn<QByteArray>("sentence");
    QFile file(QStringLiteral(MIMIR_TEST_DATA "/spokensentences.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    bool isIn = false;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine().trimmed();
        if (line.startsWith('['))
            isIn = line == '[' + section + ']';
        else if (isIn && !line.isEmpty())
            QTest::newRow(line.constData()) << line;
    }
}

std::string filled(std::string sentence, std::string_view first, std::string_view second)
{
    for (const auto &[mark, word] : {std::pair(std::string_view("{}"), first), {"{2}", second}})
        if (const std::size_t at = sentence.find(mark); at != std::string::npos)
            sentence.replace(at, mark.size(), word);
    return sentence;
}

void sentences(std::initializer_list<const char *> sentences)
{
    QTest::addColumn<QByteArray>("sentence");
    for (const char *sentence : sentences)
        QTest::newRow(sentence) << QByteArray(sentence);
}

} // namespace

class TstSpokenValues : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsToldGoes_data();
    void whatIsToldGoes();
    void wordsInAnyOrder();
    void numbersGo_data();
    void numbersGo();
    void keysGo_data();
    void keysGo();
    void whatIsToldOfPasswordsStays_data();
    void whatIsToldOfPasswordsStays();
    void everySentenceThatTellsOneGoes_data() { sentencesOf("told"); }
    void everySentenceThatTellsOneGoes();
    void everySentenceThatTellsNoneStays_data() { sentencesOf("not told"); }
    void everySentenceThatTellsNoneStays();
};

// "{}" is the password.
void TstSpokenValues::whatIsToldGoes_data()
{
    sentences({"my pw for staging is {}", "my pw for staging is {}.", "pw for staging: {}",
        "the pass for root = {}", "passwd on the build box is {}", "the passphrase of my key is {}",
        "the password at work was {}", "the password to the old wiki: {}", "pw is {}", "my pw is {}, thanks",
        "pw: {}", "password (staging): {}", "password [prod] is {}", "the password that works is {}",
        "the password you need is {}", "The password we use for the demo box is {}", "the password is now {}",
        "the pw is still {}", "password changed to {}", "the password has been reset to {}",
        "I changed my pw to {}", "set the admin password to {} please",
        "the pw for staging was changed to {}", "password should be {}", "the password's {}",
        "the password\xe2\x80\x99s {}", "password \xe2\x80\x94 {}", "password \xe2\x86\x92 {}",
        "the password for staging is `{}`", "the password for staging is \"{}\"",
        "the password for staging is **{}**", "use {} as the password", "use {} as the password for staging",
        "use {} as pw.", "use `{}` as the root password", "I set {} as my new password",
        "enter {} as the passphrase", "with {} as the password it works", "try {} for the password",
        "{} is the password", "{} is my pw", "{} was the old root password, I think",
        "log in as root with {}", "log in with bob / {}", "login as bob using {}",
        "ssh to staging as root with {}", "connect to the db as app with {}",
        "connect as app using password {}", "sign in as ada, password {}", "creds: bob / {}", "creds: bob:{}",
        "login: bob / {}", "creds for staging: bob / {}", "the creds for staging are bob / {}",
        "login for staging is bob:{}", "credentials = bob | {}", "user bob pass {}", "user bob password {}",
        "user: bob, pass: {}", "user: bob, pw {}", "username bob pw {}", "user=bob pass={}",
        "as bob with pw {}", "Das Passwort f\xc3\xbcr Staging ist {}", "Passwort f\xc3\xbcr Staging: {}",
        "das Passwort vom Server lautet {}", "mein Passwort auf dem Testserver ist {}",
        "das Kennwort zum Wiki ist {}", "nimm {} als Passwort", "mit {} als Kennwort geht es",
        "{} ist das Passwort", "das Passwort ist jetzt {}", "das Passwort wurde auf {} gesetzt",
        "melde dich als root mit {} an", "anmelden als root mit {}", "Zugang: bob / {}",
        "Zugangsdaten sind bob / {}", "Benutzer bob, Passwort {}", "le mot de passe pour staging est {}",
        "utilise {} comme mot de passe",
        "la contrase\xc3\xb1"
        "a de staging es {}",
        "usa {} como contrase\xc3\xb1"
        "a",
        "het wachtwoord voor staging is {}", "a senha de staging \xc3\xa9 {}"});
}

void TstSpokenValues::whatIsToldGoes()
{
    QFETCH(QByteArray, sentence);
    for (const char *password : {"Kx82-hunter-azure", "hunter2", "Winter2024!", "w7&Lantern%9"}) {
        std::string text = sentence.toStdString();
        const std::size_t at = text.find("{}");
        text.replace(at, 2, password);
        const std::string left = redacted(text);
        QVERIFY2(left.find(password) == std::string::npos, left.c_str());
        constexpr std::size_t widest = 6; // a user's name or a sign may go with it
        QVERIFY2(left.starts_with(text.substr(0, at - std::min(at, widest))), left.c_str());
    }
}

// Every name, preposition and joint with every other.
void TstSpokenValues::wordsInAnyOrder()
{
    QStringList left;
    int all = 0;
    for (const char *name : {"pw", "pwd", "pass", "passwd", "password", "passphrase", "Passwort", "Kennwort"})
        for (const char *of : {"", " for staging", " of the old server", " on build-7.example.org",
                 " at work", " to prod", " in the lab", " for user bob", " f\xc3\xbcr den Server"})
            for (const char *joint : {" is ", " = ", ": ", " was ", " is: ", " lautet "}) {
                ++all;
                const std::string text = std::string("my ") + name + of + joint + "Kx82-hunter-azure ok";
                if (redacted(text).find("Kx82") != std::string::npos)
                    left << QString::fromStdString(text);
            }
    QVERIFY2(left.isEmpty(),
        qPrintable(QStringLiteral("%1 of %2\n").arg(left.size()).arg(all) + left.join(u'\n')));
}

void TstSpokenValues::numbersGo_data()
{
    sentences({"the PIN for the door is 4711", "my pin is 4711", "PIN of the card: 4711", "card pin: 4711",
        "die PIN f\xc3\xbcr das Konto lautet 4711"});
}

void TstSpokenValues::numbersGo()
{
    QFETCH(QByteArray, sentence);
    const std::string left = redacted(sentence.toStdString());
    QVERIFY2(left.find("4711") == std::string::npos, left.c_str());
}

void TstSpokenValues::keysGo_data()
{
    sentences({"the api key for staging is Zk39sPq7LmX02vBn4TyR",
        "my token for the registry is Zk39sPq7LmX02vBn4TyR",
        "the secret of the webhook is Zk39sPq7LmX02vBn4TyR", "use Zk39sPq7LmX02vBn4TyR as the api key",
        "Zk39sPq7LmX02vBn4TyR is the token for it"});
}

void TstSpokenValues::keysGo()
{
    QFETCH(QByteArray, sentence);
    const std::string left = redacted(sentence.toStdString());
    QVERIFY2(left.find("Zk39") == std::string::npos, left.c_str());
}

void TstSpokenValues::whatIsToldOfPasswordsStays_data()
{
    sentences(
        {"the password for the user is required", "the password is hashed with bcrypt2 before it is stored",
            "the password for each user is SHA-256 hashed", "the password must be 8-character or longer",
            "the password is UTF-8", "use SHA256 as the password hash",
            "Argon2 is the password hashing of choice", "use base64 as the token encoding",
            "the second pass is O(n2) for each node", "the pass for x86_64 is skipped",
            "the key for this map is the user_id", "the token for page2 is opaque",
            "pass x as the password parameter", "set password to null", "the password of user1 is checked",
            "use a variable as the password", "the pw of the user is passed to it", "PIN is required",
            "GPIO pin: 1234", "connect the pin to 3.3V", "log in with GitHub or Google",
            "log in as admin and open page2", "sign in with bob@example.org and see #123", "login: users/v2",
            "the login for v2.1 is slow", "password: see https://wiki.example.org/pw",
            "the password is in /etc/app/secrets2.conf", "ask bob@example.org for the password",
            "the password for staging is in 1Password", "see RFC8018 for the password derivation",
            "test pass 12 of 40", "user bob passes 3 tests", "das Passwort ist falsch",
            "Passwort wurde auf dem Server2 geprueft", "connect to host1 as app with ssl=true"});
}

void TstSpokenValues::whatIsToldOfPasswordsStays()
{
    QFETCH(QByteArray, sentence);
    QCOMPARE(QByteArray::fromStdString(redacted(sentence.toStdString())), sentence);
}

void TstSpokenValues::everySentenceThatTellsOneGoes()
{
    QFETCH(QByteArray, sentence);
    for (const auto &[first, second] : {std::pair("Kx82-hunter-azure", "Mo19-willow-stone"),
             {"hunter2", "trout77"}, {"Winter2024!", "Summer2025!"}, {"w7&Lantern%9", "q4*Harbour+2"}}) {
        const std::string text = filled(sentence.toStdString(), first, second);
        const std::string left = redacted(text);
        QVERIFY2(
            left.find(first) == std::string::npos && left.find(second) == std::string::npos, left.c_str());
    }
}

void TstSpokenValues::everySentenceThatTellsNoneStays()
{
    QFETCH(QByteArray, sentence);
    QCOMPARE(QByteArray::fromStdString(redacted(sentence.toStdString())), sentence);
}

QTEST_GUILESS_MAIN(TstSpokenValues)
#include "tst_spokenvalues.moc"
