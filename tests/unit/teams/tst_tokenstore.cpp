#include "support/await.h"
#include "support/notfiles.h"
#include "teams/tokenstore.h"

#include <QDBusConnection>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace mimir;
using namespace mimir::test;

namespace {

using Tokens = std::optional<std::string>;

Result<Tokens> readToken(TokenStore &store, const std::string &key)
{
    return await<Result<Tokens>>([&](auto done) { store.read(key, done); });
}
Result<void> writeToken(TokenStore &store, const std::string &key, const std::string &secret)
{
    return await<Result<void>>([&](auto done) { store.write(key, secret, done); });
}
Result<void> removeToken(TokenStore &store, const std::string &key)
{
    return await<Result<void>>([&](auto done) { store.remove(key, done); });
}

} // namespace

class TstTokenStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // No test may touch the keyring of the user who runs it.
    void initTestCase() { qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); }
    void init() { QFile::remove(path()); }

    void keepsReadsAndForgets_data() { stores(); }
    void keepsReadsAndForgets()
    {
        const auto store = make();
        QVERIFY(!readToken(*store, "https://a|acme")->has_value());
        QVERIFY(writeToken(*store, "https://a|acme", "one"));
        QVERIFY(writeToken(*store, "https://a|other", "two"));
        QVERIFY(writeToken(*store, "https://a|acme", "three"));
        QCOMPARE(*readToken(*store, "https://a|acme"), Tokens("three"));
        QCOMPARE(*readToken(*store, "https://a|other"), Tokens("two"));
        QVERIFY(removeToken(*store, "https://a|acme"));
        QVERIFY(removeToken(*store, "https://a|acme"));
        QVERIFY(!readToken(*store, "https://a|acme")->has_value());
        QCOMPARE(*readToken(*store, "https://a|other"), Tokens("two"));
    }

    void callsNobodyOnceItIsGone_data() { stores(); }
    void callsNobodyOnceItIsGone()
    {
        bool called = false;
        auto store = make();
        store->read("key", [&called](const Result<Tokens> &) { called = true; });
        store.reset();
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }

    void keyringFallsBackToMemoryAndSaysSo()
    {
        const auto store = makeKeyringTokenStore(QStringLiteral("Mimir Sync test"));
        QCOMPARE(store->kind(), TokenStore::Kind::Keyring);
        QVERIFY(writeToken(*store, "key", "secret"));
        QCOMPARE(store->kind(), TokenStore::Kind::Memory);
        const auto other = makeKeyringTokenStore(QStringLiteral("Mimir Sync test"));
        QVERIFY(!readToken(*other, "key")->has_value());
        QCOMPARE(other->kind(), TokenStore::Kind::Memory);
    }

    // A missing token that should be there is not "no token", which would end the sign-in.
    void aKeyringThatIsNotThereYetIsSaid()
    {
        const auto store = makeKeyringTokenStore(QStringLiteral("Mimir Sync test"), InKeyring::Tokens);
        const auto read = readToken(*store, "key");
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::KeyringAbsent);
        QVERIFY(writeToken(*store, "key", "secret")); // signed in again
        QCOMPARE(*readToken(*store, "key"), Tokens("secret"));
    }

    void whatIsNoFileIsNotUsed_data() { addNoFiles(); }
    void whatIsNoFileIsNotUsed()
    {
        QFETCH(QByteArray, kind);
        for (const char *suffix : {"", ".lock"}) {
            const QTemporaryDir directory;
            const QString tokens = directory.filePath(QStringLiteral("tokens.json"));
            const QString place = tokens + QLatin1String(suffix);
            QVERIFY(putNoFile(kind, place));
            const auto store = makeFileTokenStore(tokens);
            const auto written = writeToken(*store, "https://a|acme", "one");
            QCOMPARE(written.error().code, ErrorCode::TokenFile);
            QCOMPARE(written.error().message,
                place.toStdString() + " is a " + kind.toStdString() + ", not a file");
            QCOMPARE(readToken(*store, "https://a|acme").ok(), suffix[0] != '\0');
        }
    }

    void tokensComeAlongWhenTheProfileMoves()
    {
        auto presentStore = makeMemoryTokenStore();
        auto formerStore = makeFileTokenStore(path());
        TokenStore &present = *presentStore, &former = *formerStore;
        for (const char *key : {"a", "b", "c"})
            QVERIFY(writeToken(former, key, "old"));
        const auto store = makeMovedTokenStore(std::move(presentStore), std::move(formerStore));
        QCOMPARE(*readToken(*store, "a"), Tokens("old"));
        QCOMPARE(*readToken(present, "a"), Tokens("old"));
        QVERIFY(writeToken(*store, "b", "new"));
        QCOMPARE(*readToken(*store, "b"), Tokens("new"));
        QVERIFY(removeToken(*store, "c"));
        for (const char *key : {"a", "b", "c"})
            QVERIFY2(!readToken(former, key)->has_value(), key);
        QVERIFY(!readToken(*store, "c")->has_value());
    }

    void fileOutlivesTheStore()
    {
        QVERIFY(writeToken(*makeFileTokenStore(path()), "key", "se\"cret\u00e4"));
        QCOMPARE(*readToken(*makeFileTokenStore(path()), "key"), Tokens("se\"cret\u00e4"));
    }

    void fileIsForItsOwnerOnly()
    {
        const auto store = makeFileTokenStore(path());
        QVERIFY(writeToken(*store, "key", "secret"));
        QCOMPARE(mode(), 0600);
    }

    void modeIsMendedWhenRead()
    {
        const auto store = makeFileTokenStore(path());
        QVERIFY(writeToken(*store, "key", "secret"));
        open(0644);
        QCOMPARE(*readToken(*store, "key"), Tokens("secret"));
        QCOMPARE(mode(), 0600);
    }

    void modeIsMendedWhenWritten()
    {
        const auto store = makeFileTokenStore(path());
        QVERIFY(writeToken(*store, "key", "secret"));
        open(0666);
        QVERIFY(writeToken(*store, "key", "other"));
        QCOMPARE(mode(), 0600);
    }

    void damagedFileIsAnErrorUntilTheNextSignIn()
    {
        QFile file(path());
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("{\"key\":\"sec");
        file.close();
        const auto store = makeFileTokenStore(path());
        const auto read = readToken(*store, "key");
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::TokenFile);
        QVERIFY(writeToken(*store, "key", "new"));
        QCOMPARE(*readToken(*store, "key"), Tokens("new"));
    }

    void unwritableDirectoryIsAnError()
    {
        const auto store = makeFileTokenStore(m_directory.filePath(QStringLiteral("missing/tokens.json")));
        QCOMPARE(writeToken(*store, "key", "secret").error().code, ErrorCode::TokenFile);
    }

private:
    static void stores()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("memory") << int(TokenStore::Kind::Memory);
        QTest::newRow("file") << int(TokenStore::Kind::File);
        QTest::newRow("keyring that is not there") << int(TokenStore::Kind::Keyring);
    }
    std::unique_ptr<TokenStore> make() const
    {
        const int kind = *static_cast<int *>(QTest::qData("kind", QMetaType::Int));
        if (kind == int(TokenStore::Kind::Memory))
            return makeMemoryTokenStore();
        return kind == int(TokenStore::Kind::File) ? makeFileTokenStore(path())
                                                   : makeKeyringTokenStore(QStringLiteral("Mimir Sync test"));
    }
    QString path() const { return m_directory.filePath(QStringLiteral("tokens.json")); }
    int mode() const
    {
        const auto all = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup
            | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
        const auto set = int(QFileInfo(path()).permissions() & all); // one hex digit each
        return ((set >> 12) & 7) * 0100 + ((set >> 4) & 7) * 010 + (set & 7);
    }
    void open(int mode) const
    {
        auto set = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther;
        if (mode & 02)
            set |= QFile::WriteGroup | QFile::WriteOther;
        QVERIFY(QFile::setPermissions(path(), set));
        QCOMPARE(this->mode(), mode);
    }

    QTemporaryDir m_directory;
};

QTEST_GUILESS_MAIN(TstTokenStore)
#include "tst_tokenstore.moc"
