// Who may include whom, as docs/architecture.md, "Layers" says it; a wrong include is a wrong design.
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

// The rows of a section like "| `sync` | decides … | `storage`, `core` |", by the name in the first cell.
QMap<QString, QStringList> layersIn(const QString &page)
{
    static const QRegularExpression row(
        QStringLiteral("^\\| `([a-z]+)` \\|[^|\n]*\\|([^|\n]*)\\|$"), QRegularExpression::MultilineOption);
    static const QRegularExpression name(QStringLiteral("`([a-z/.]+)`"));
    QMap<QString, QStringList> layers;
    for (auto rows = row.globalMatch(
             page.section(QStringLiteral("\n## Layers\n"), 1).section(QStringLiteral("\n## "), 0, 0));
         rows.hasNext();) {
        const auto one = rows.next();
        QStringList &allowed = layers[one.captured(1)];
        for (auto names = name.globalMatch(one.captured(2)); names.hasNext();)
            allowed << names.next().captured(1);
    }
    return layers;
}

QMap<QString, QStringList> documentedLayers()
{
    QFile page(QStringLiteral(MIMIR_SOURCE_DIR "/docs/architecture.md"));
    return page.open(QFile::ReadOnly) ? layersIn(QString::fromUtf8(page.readAll()))
                                      : QMap<QString, QStringList>();
}

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
    const auto mayInclude = documentedLayers();
    QVERIFY(mayInclude.value(QStringLiteral("sync")).contains(QStringLiteral("storage")));
    QStringList wrong;
    QSet<QString> seen;
    forEachSource([&](const QString &name, const QString &text) {
        const QString layer = name.section(QLatin1Char('/'), 0, 0);
        seen.insert(layer);
        if (!mayInclude.contains(layer))
            wrong << name + QStringLiteral(" is in no layer of the table");
        for (auto match = include.globalMatch(text); match.hasNext();) {
            const auto one = match.next();
            const QString target = one.captured(1);
            const QStringList allowed = mayInclude.value(layer);
            if (target != layer && !allowed.contains(target)
                && !allowed.contains(target + QLatin1Char('/') + one.captured(2)))
                wrong << name + QStringLiteral(" includes ") + one.captured(0).trimmed();
        }
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    QCOMPARE(seen.size(), mayInclude.size());
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
