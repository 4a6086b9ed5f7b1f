// One name for the product and one for its server, everywhere the user can see them.
#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

namespace {

struct Place {
    const char *directory;
    QStringList files;
};

QStringList filesAt(const Place &place)
{
    QStringList found;
    QDirIterator files(QStringLiteral(MIMIR_SOURCE_DIR "/") + QLatin1String(place.directory), place.files,
        QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        found += files.next();
    return found;
}

QString contents(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// "Mimir" alone is the agent whose history is imported.
const QRegularExpression &otherNames()
{
    static const QRegularExpression names(QStringLiteral(
        R"re((?<![\w/:.])(?:Mimir(?!["\s]+(?:Sync|Teams["\s]+server|agent|databases?)\b|-Teams-Server|-Agenten|::|\w)|MIMIR SYNC|MimirSync\b(?!/)|Mimir sync|Teams Server)[^\n]{0,30})re"));
    return names;
}

} // namespace

class TstNames : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everythingHasOneName()
    {
        const QStringList any {QStringLiteral("*")};
        const Place places[]
            = {{"src", {QStringLiteral("*.cpp"), QStringLiteral("*.cmake"), QStringLiteral("*.in")}},
                {"ui", any}, {"resources", {QStringLiteral("*.desktop"), QStringLiteral("*.xml")}},
                {"installer",
                    {QStringLiteral("*.cmake"), QStringLiteral("*.in"), QStringLiteral("*.sh"),
                        QStringLiteral("*.sysusers"), QStringLiteral("*.service")}},
                {"docs", any}, {"translations", {QStringLiteral("*_de.ts")}},
                {".", {QStringLiteral("README.md")}}};
        QStringList wrong;
        int files = 0;
        for (const Place &place : places)
            for (const QString &path : filesAt(place)) {
                if (path.contains(QStringLiteral("/build/")))
                    continue;
                ++files;
                auto found = otherNames().globalMatch(contents(path));
                while (found.hasNext())
                    wrong += path.section(u'/', -2) + QStringLiteral(": ") + found.next().captured();
            }
        QVERIFY(files > 200);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void otherNamesAreFound_data()
    {
        QTest::addColumn<bool>("wrong");
        QTest::newRow("Mimir Sync keeps") << false;
        QTest::newRow("a Mimir Teams server answers") << false;
        QTest::newRow("a database of the Mimir agent") << false;
        QTest::newRow("Mimir \"\n    \"Sync") << false;
        QTest::newRow("run mimir sync now") << false;
        QTest::newRow("a Mimir server") << true;
        QTest::newRow("Mimir Teams Server") << true;
        QTest::newRow("Mimir Teams API") << true;
        QTest::newRow("MimirSync is running") << true;
        QTest::newRow("Mimir-Sync") << true;
    }
    void otherNamesAreFound()
    {
        QFETCH(bool, wrong);
        QCOMPARE(otherNames().match(QString::fromUtf8(QTest::currentDataTag())).hasMatch(), wrong);
    }
};

QTEST_APPLESS_MAIN(TstNames)
#include "tst_names.moc"
