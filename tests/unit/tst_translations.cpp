// The catalogues contain every text of the code, finished; and the program uses them correctly.
#include "app/settingstable.h"
#include "app/translation.h"
#include "sync/status/syncstatus.h"

#include <QDebug>
#include <QFile>
#include <QLocale>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <map>

using namespace mimir;

namespace {

struct Message {
    bool plural = false;
    bool finished = true;
    QStringList forms;
};
using Messages = std::map<QString, Message>; ///< by context, comment and source

constexpr QChar kBetween(0x1F);

QString sourceOf(const QString &key)
{
    return key.section(kBetween, 2);
}

Messages readMessages(const QString &path)
{
    Messages out;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return out;
    QXmlStreamReader xml(&file);
    QString context, source, comment;
    Message message;
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::EndElement && xml.name() == QLatin1String("message"))
            out[context + kBetween + comment + kBetween + source] = message;
        if (token != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            message = {xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes"), true, {}};
            comment.clear();
        } else if (xml.name() == QLatin1String("source")) {
            source = xml.readElementText();
        } else if (xml.name() == QLatin1String("comment")) {
            comment = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            message.finished = !xml.attributes().hasAttribute(QLatin1String("type"));
            if (!message.plural)
                message.forms << xml.readElementText();
        } else if (xml.name() == QLatin1String("numerusform")) {
            message.forms << xml.readElementText();
        }
    }
    return xml.hasError() ? Messages() : out;
}

/// What the code says now, with as many plural forms as the language has.
Messages messagesOfCode(const QString &language)
{
    const QTemporaryDir place;
    const QString path = place.filePath(QStringLiteral("now.ts"));
    const QString source = QStringLiteral(MIMIR_SOURCE_DIR);
    QProcess lupdate;
    lupdate.start(QStringLiteral(MIMIR_LUPDATE),
        {QStringLiteral("-silent"), QStringLiteral("-locations"), QStringLiteral("none"),
            QStringLiteral("-I"), source + QStringLiteral("/src"), source + QStringLiteral("/src"),
            source + QStringLiteral("/ui"), QStringLiteral("-source-language"), QStringLiteral("en"),
            QStringLiteral("-target-language"), language, QStringLiteral("-ts"), path});
    return lupdate.waitForFinished(60'000) && lupdate.exitCode() == 0 ? readMessages(path) : Messages();
}

QString catalogueFile(const QString &language)
{
    return QStringLiteral(MIMIR_SOURCE_DIR "/translations/mimir_%1.ts").arg(language);
}

QStringList found(const QString &pattern, const QString &text)
{
    QStringList out;
    auto matches = QRegularExpression(pattern).globalMatch(text);
    while (matches.hasNext())
        out << matches.next().captured();
    out.sort();
    return out;
}

QString spacesAround(const QString &text)
{
    return found(QStringLiteral("^ +"), text).join(QString()) + u'|'
        + found(QStringLiteral(" +$"), text).join(QString());
}

/// What is wrong with one form of a translation; empty if nothing is.
QString faultOf(const QString &source, const QString &form, bool mayLackNumber)
{
    const auto differ = [&](const char *pattern) {
        const QString p = QString::fromLatin1(pattern);
        return found(p, source) != found(p, form);
    };
    if (form.trimmed().isEmpty())
        return QStringLiteral("is empty");
    if (differ("%L?[1-9]"))
        return QStringLiteral("other places");
    if (!mayLackNumber && differ("%n"))
        return QStringLiteral("no number");
    if (differ("&(?=[^ &])") && found(QStringLiteral("&(?=[^ &])"), form).size() != 1)
        return QStringLiteral("not one mnemonic");
    if (found(QStringLiteral("&(?=[^ &])"), source).isEmpty() && form.contains(u'&'))
        return QStringLiteral("a mnemonic too many");
    if (differ("</?[a-z]+[^>]*>"))
        return QStringLiteral("other markup");
    if (differ("--[a-z][a-z-]*"))
        return QStringLiteral("other options");
    if (differ("\\n"))
        return QStringLiteral("other lines");
    if (spacesAround(source) != spacesAround(form))
        return QStringLiteral("other spaces around");
    if (source.trimmed().right(1) != form.trimmed().right(1)
        && QStringLiteral(":…?").contains(source.trimmed().right(1)))
        return QStringLiteral("other end");
    return {};
}

} // namespace

class TstTranslations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void detailsOfErrorsAreInThePersonsLanguage();
    void everyTextIsTranslated_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("german") << QStringLiteral("de");
        QTest::newRow("hebrew") << QStringLiteral("he");
    }

    void everyTextIsTranslated()
    {
        QFETCH(QString, language);
        const Messages code = messagesOfCode(language);
        QVERIFY(code.size() > 500);
        const Messages catalogue = readMessages(catalogueFile(language));
        QStringList wrong;
        for (const auto &[key, message] : code) {
            const auto mine = catalogue.find(key);
            if (mine == catalogue.end() || !mine->second.finished || mine->second.plural != message.plural
                || mine->second.forms.size() != message.forms.size()) {
                wrong << QStringLiteral("missing or unfinished: ") + key;
                continue;
            }
            for (qsizetype i = 0; i < mine->second.forms.size(); ++i) {
                const bool one = message.plural && i == 0; // “one item” needs no number
                const QString fault = faultOf(sourceOf(key), mine->second.forms[i], one);
                if (!fault.isEmpty())
                    wrong << fault + QLatin1String(": ") + mine->second.forms[i];
            }
        }
        for (const auto &[key, message] : catalogue)
            if (!code.contains(key))
                wrong << QStringLiteral("no longer in the code: ") + key;
        for (const QString &fault : wrong) // the test's own message would be truncated
            qWarning().noquote() << QString(fault).replace(kBetween, u'/');
        QCOMPARE(wrong.size(), 0);
    }

    // What a desktop and a software centre show before the program runs.
    void desktopFilesSpeakEveryLanguage()
    {
        for (const char *name : {"mimir-tray.desktop", "mimir-tray.metainfo.xml"}) {
            QFile file(QStringLiteral(MIMIR_SOURCE_DIR "/resources/") + QLatin1String(name));
            QVERIFY(file.open(QFile::ReadOnly));
            const QByteArray text = file.readAll();
            for (const char *key : {"GenericName", "Comment", "Keywords", "<summary", "<p"}) {
                const bool xml = key[0] == '<';
                if (xml != QByteArray(name).endsWith(".xml"))
                    continue;
                for (const char *language : {"de", "he"}) {
                    const QByteArray wanted = xml ? QByteArray(key) + " xml:lang=\"" + language + "\">"
                                                  : '\n' + QByteArray(key) + '[' + language + "]=";
                    QVERIFY2(text.contains(wanted), wanted.constData());
                }
            }
        }
    }

    void desktopFilesAreValid()
    {
        const QString place = QStringLiteral(MIMIR_SOURCE_DIR "/resources/mimir-tray");
        QCOMPARE(
            QProcess::execute(QStringLiteral("desktop-file-validate"), {place + QStringLiteral(".desktop")}),
            0);
        QFile file(place + QStringLiteral(".metainfo.xml"));
        QVERIFY(file.open(QFile::ReadOnly));
        QXmlStreamReader xml(&file);
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    }

    void englishHasEveryPlural()
    {
        const Messages catalogue = readMessages(catalogueFile(QStringLiteral("en")));
        QStringList wrong;
        for (const auto &[key, message] : messagesOfCode(QStringLiteral("en"))) {
            if (!message.plural)
                continue;
            const auto mine = catalogue.find(key);
            if (mine == catalogue.end() || !mine->second.finished || mine->second.forms.size() != 2
                || mine->second.forms.join(QString()).contains(QLatin1String("(s)")))
                wrong << key;
        }
        for (const QString &fault : wrong) // the test's own message would be truncated
            qWarning().noquote() << QString(fault).replace(kBetween, u'/');
        QCOMPARE(wrong.size(), 0);
    }

    void faultsAreFound_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("form");
        QTest::newRow("place lost") << "%1 of %2"
                                    << "%1 von";
        QTest::newRow("place twice") << "%1 of %2"
                                     << "%1 %1 von %2";
        QTest::newRow("number lost") << "%n items"
                                     << "viele";
        QTest::newRow("mnemonic lost") << "&Send"
                                       << "Senden";
        QTest::newRow("mnemonic too many") << "Send"
                                           << "&Senden";
        QTest::newRow("two mnemonics") << "&Send"
                                       << "&Sen&den";
        QTest::newRow("markup") << "<b>No</b>"
                                << "<b>Nein<b>";
        QTest::newRow("option") << "use --email"
                                << "mit --mail";
        QTest::newRow("line") << "a\nb"
                              << "a b";
        QTest::newRow("space at the end") << "Password: "
                                          << "Passwort:";
        QTest::newRow("space before") << "Server:"
                                      << " Server:";
        QTest::newRow("colon") << "Server:"
                               << "Server";
        QTest::newRow("dots") << "Save…"
                              << "Speichern";
        QTest::newRow("empty") << "Save"
                               << " ";
    }

    void faultsAreFound()
    {
        QFETCH(QString, source);
        QFETCH(QString, form);
        QVERIFY(!faultOf(source, form, false).isEmpty());
        QCOMPARE(faultOf(source, source, false), QString());
    }

    void everyLanguageCanBeChosen()
    {
        for (const QString &language : {QStringLiteral("en"), QStringLiteral("de"), QStringLiteral("he")}) {
            const auto accepted = acceptedValue(*findSetting(settings::kLanguage), language.toStdString());
            QVERIFY(accepted.ok());
            const Catalogue catalogue {QLocale(language)};
            QCOMPARE(catalogue.language(), language);
        }
    }

    void textsFollowTheLanguageAndComeBack()
    {
        SyncStatus status;
        status.state = SyncState::Waiting;
        status.pending = 12;
        const QString before = statusSentence(status, 0);
        {
            const SpokenLanguage german(QStringLiteral("de"));
            QCOMPARE(german.direction(), Qt::LeftToRight);
            QVERIFY(statusSentence(status, 0).contains(QStringLiteral("12 Änderungen sind")));
            QCOMPARE(QLocale().decimalPoint(), QStringLiteral(","));
        }
        {
            const SpokenLanguage hebrew(QStringLiteral("he"));
            QCOMPARE(hebrew.direction(), Qt::RightToLeft);
            QVERIFY(statusSentence(status, 0).contains(QStringLiteral("12 שינויים")));
            status.pending = 1;
            QVERIFY(statusSentence(status, 0).contains(QStringLiteral("שינוי אחד")));
            status.pending = 12;
        }
        QCOMPARE(statusSentence(status, 0), before);
        const SpokenLanguage unknown(QStringLiteral("ar"));
        QCOMPARE(unknown.direction(), Qt::LeftToRight); // English texts, from left to right
        QVERIFY(statusSentence(status, 0).contains(QStringLiteral("12 changes are")));
    }

    void whatIsPutIntoHebrewIsIsolated()
    {
        QCOMPARE(withIsolatedPlaces(QStringLiteral("שם %1, %L2")),
            QStringLiteral("\u200fשם \u2068%1\u2069, \u2068%L2\u2069"));
        QCOMPARE(withIsolatedPlaces(QStringLiteral("ב---email או “mimir x --all %1”")),
            QStringLiteral(
                "\u200fב-\u2066--email\u2069 או “\u2066mimir x \u2066--all\u2069 \u2068%1\u2069\u2069”"));
        QCOMPARE(withIsolatedPlaces(QStringLiteral("\u200f%1 “%2”")),
            QStringLiteral("\u200f\u2068%1\u2069 “\u2068%2\u2069”"));
        QCOMPARE(withIsolatedPlaces(QStringLiteral("100% – %n")), QStringLiteral("100% – %n"));
        const SpokenLanguage hebrew(QStringLiteral("he"));
        const QString text = QCoreApplication::translate("mimir::AccountPage", "%1 (this device)");
        QVERIFY(text.arg(QStringLiteral("laptop-2")).contains(QStringLiteral("\u2068laptop-2\u2069")));
    }
};

// Messages are English; users of other languages must not see one after a sentence.
void TstTranslations::detailsOfErrorsAreInThePersonsLanguage()
{
    const Error known {ErrorCode::Validation, "message: \"role\" is missing"};
    const Error path {ErrorCode::StoreFailed, "/home/ada/mimir.db: disk I/O error"};
    const Error words {ErrorCode::StoreFailed, "the transaction is not open"};
    QCOMPARE(errorDetail(known), QStringLiteral("message: “role” is missing"));
    QCOMPARE(errorDetail(path), QString::fromStdString(path.message));
    QCOMPARE(errorDetail(words), QString::fromStdString(words.message));
    for (const char *language : {"de", "he"}) {
        const SpokenLanguage spoken(QString::fromLatin1(language));
        const QString detail = errorDetail(known);
        QVERIFY2(detail.contains(QStringLiteral("role")) && !detail.contains(QStringLiteral("missing")),
            qPrintable(detail));
        QCOMPARE(errorDetail(path), QStringLiteral("/home/ada/mimir.db"));
        QCOMPARE(errorDetail(words), QString());
        QCOMPARE(errorReason(words), errorSentence(ErrorCode::StoreFailed));
    }
    const SpokenLanguage german(QStringLiteral("de"));
    QVERIFY(errorDetail(known).contains(QStringLiteral("fehlt")));
    QCOMPARE(errorDetail({ErrorCode::Keyring, "the token file is damaged"}),
        QStringLiteral("die Datei mit der Anmeldung ist beschädigt"));
}

QTEST_GUILESS_MAIN(TstTranslations)
#include "tst_translations.moc"
