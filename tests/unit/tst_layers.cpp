// Who may include whom. The table is the one of src/README.md; a wrong include is a wrong design.
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

class TstLayers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void includesFollowTheTable();
    void qtIncludesHaveNoModulePrefix();
    void onlySystemClockAsksForTheTime();
    void smallFilesAreWrittenInOnePlace();
    void transactionsAreAskedWhetherTheyBegan();
    void whetherItCouldBeReadIsNotItsValue();
};

namespace {

const QMap<QString, QStringList> kMayInclude {
    {QStringLiteral("core"), {}},
    {QStringLiteral("storage"), {QStringLiteral("core")}},
    {QStringLiteral("privacy"), {QStringLiteral("core")}},
    {QStringLiteral("sync"), {QStringLiteral("privacy"), QStringLiteral("storage"), QStringLiteral("core")}},
    {QStringLiteral("teams"),
        {QStringLiteral("sync/transport.h"), QStringLiteral("sync/reachability.h"),
            QStringLiteral("sync/synclock.h"), QStringLiteral("sync/tuning.h"), QStringLiteral("core")}},
    {QStringLiteral("sources"), {QStringLiteral("storage"), QStringLiteral("core")}},
    {QStringLiteral("app"),
        {QStringLiteral("teams"), QStringLiteral("sync"), QStringLiteral("privacy"),
            QStringLiteral("storage"), QStringLiteral("core")}},
    {QStringLiteral("server"),
        {QStringLiteral("storage/database.h"), QStringLiteral("storage/migrations.h"),
            QStringLiteral("storage/schemacheck.h"), QStringLiteral("storage/storeplace.h"),
            QStringLiteral("core")}},
    {QStringLiteral("tray"),
        {QStringLiteral("app"), QStringLiteral("sources"), QStringLiteral("teams"), QStringLiteral("sync"),
            QStringLiteral("privacy"), QStringLiteral("storage"), QStringLiteral("core")}},
    {QStringLiteral("cli"),
        {QStringLiteral("app"), QStringLiteral("sources"), QStringLiteral("teams"), QStringLiteral("sync"),
            QStringLiteral("privacy"), QStringLiteral("storage"), QStringLiteral("core")}},
};

template <typename Visit>
void forEachSource(Visit visit)
{
    const QString root = QStringLiteral(MIMIR_SOURCE_DIR "/src/");
    QDirIterator files(
        root, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QFile::ReadOnly))
            visit(file.fileName().mid(root.size()), QString::fromUtf8(file.readAll()));
    }
}

} // namespace

void TstLayers::includesFollowTheTable()
{
    static const QRegularExpression include(
        QStringLiteral("^\\s*#include \"([a-z]+)/([^\"]+)\""), QRegularExpression::MultilineOption);
    QStringList wrong;
    QSet<QString> seen;
    forEachSource([&](const QString &name, const QString &text) {
        const QString layer = name.section(QLatin1Char('/'), 0, 0);
        seen.insert(layer);
        if (!kMayInclude.contains(layer))
            wrong << name + QStringLiteral(" is in no layer of the table");
        for (auto match = include.globalMatch(text); match.hasNext();) {
            const auto one = match.next();
            const QString target = one.captured(1);
            const QStringList allowed = kMayInclude.value(layer);
            if (target != layer && !allowed.contains(target)
                && !allowed.contains(target + QLatin1Char('/') + one.captured(2)))
                wrong << name + QStringLiteral(" includes ") + one.captured(0).trimmed();
        }
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    QVERIFY(seen.contains(QStringLiteral("core")) && seen.contains(QStringLiteral("server")));
}

void TstLayers::qtIncludesHaveNoModulePrefix()
{
    QStringList wrong;
    forEachSource([&](const QString &name, const QString &text) {
        if (text.contains(QRegularExpression(QStringLiteral("#include <Qt[A-Za-z]*/"))))
            wrong << name;
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TstLayers::onlySystemClockAsksForTheTime()
{
    static const QRegularExpression asks(
        QStringLiteral("currentDateTime|currentMSecs|system_clock::now|\\btime\\(nullptr\\)|gettimeofday"));
    QStringList wrong;
    forEachSource([&](const QString &name, const QString &text) {
        if (name != QLatin1String("core/clock.cpp") && text.contains(asks))
            wrong << name;
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TstLayers::smallFilesAreWrittenInOnePlace()
{
    static const QRegularExpression other(
        QStringLiteral("QSaveFile|std::ofstream|QIODevice::WriteOnly|QFile::WriteOnly|QSettings"));
    QStringList wrong;
    forEachSource([&](const QString &name, const QString &text) {
        if (!name.startsWith(QLatin1String("core/durablefile.")) && text.contains(other))
            wrong << name;
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TstLayers::transactionsAreAskedWhetherTheyBegan()
{
    static const QRegularExpression opens(
        QStringLiteral("\\b(?:Transaction|Applying) ([a-z]\\w*)\\([^;{]*\\);"));
    QStringList wrong;
    int seen = 0;
    forEachSource([&](const QString &name, const QString &text) {
        for (auto match = opens.globalMatch(text); match.hasNext(); ++seen) {
            const auto one = match.next();
            const QStringView next = QStringView(text).mid(one.capturedEnd()).left(120);
            if (!next.trimmed().startsWith(
                    QString(QStringLiteral("MIMIR_TRY(") + one.captured(1) + QStringLiteral(".begun())")))
                && !next.contains(one.captured(1) + QStringLiteral(".begun()")))
                wrong << name + QStringLiteral(": ") + one.captured(0);
        }
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    QVERIFY(seen > 50);
}

// In an `if` a Result says that it could be read: of privacy that is never what is meant.
void TstLayers::whetherItCouldBeReadIsNotItsValue()
{
    static const QRegularExpression asked(
        QStringLiteral("(?:if \\(|&& |\\|\\| "
                       "|!)[\\w().>-]*(?:privacyMode|privacyModeForbidden|setupPending|mayPush|serverHas|"
                       "staysHere|isOnlyHere|readPrivacy)\\([^()]*\\)(?!\\.ok\\(\\))"));
    QStringList wrong;
    forEachSource([&](const QString &name, const QString &text) {
        for (auto match = asked.globalMatch(text); match.hasNext();)
            wrong << name + QStringLiteral(": ") + match.next().captured(0);
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

QTEST_GUILESS_MAIN(TstLayers)
#include "tst_layers.moc"
