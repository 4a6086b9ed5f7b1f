// The program's questions: complete in every style and language, about an item with a name, and harmless on
// Enter and Esc.
#include "desktop/everywindow.h"
#include "desktop/fits.h"
#include "tray/widgets/filechooser.h"

#include <QProxyStyle>
#include <QScrollBar>
#include <QStyleFactory>

using namespace mimir;

namespace {

/// "“" and the like surround names; a realistic title.
const QString kTitle = QStringLiteral("Fix the login bug of the second window on the left");

QStringList unreadIn(const QWidget *box)
{
    QStringList out = cutIn(box) + overlapsIn(box);
    for (const QLabel *label : box->findChildren<QLabel *>())
        if (label->isVisible() && lackOf(label) > 0)
            out << nameOf(label) + QLatin1String(" is cut: ") + label->text();
    for (const QScrollArea *area : box->findChildren<QScrollArea *>())
        if (area->verticalScrollBar()->maximum() > 0 || area->horizontalScrollBar()->maximum() > 0)
            out << QStringLiteral("is scrolled by %1").arg(area->verticalScrollBar()->maximum());
    return out;
}

/// As on a desktop that gives its standard buttons icons.
class StyleWithIcons final : public QProxyStyle {
public:
    using QProxyStyle::QProxyStyle;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
        QStyleHintReturn *returned) const override
    {
        return hint == SH_DialogButtonBox_ButtonsHaveIcons
            ? 1
            : QProxyStyle::styleHint(hint, option, widget, returned);
    }
    QIcon standardIcon(StandardPixmap, const QStyleOption *, const QWidget *) const override
    {
        QPixmap red(16, 16);
        red.fill(Qt::red);
        return red;
    }
};

QStringList iconsIn(const QWidget *window, const QString &name)
{
    QStringList out;
    for (const QPushButton *button : window->findChildren<QPushButton *>())
        if (!button->icon().isNull())
            out << name + QLatin1String(": ") + button->text();
    return out;
}

QString saidBy(const QWidget *box)
{
    QString said;
    for (const char *name : {"question", "explanation"})
        said += box->findChild<QLabel *>(QLatin1String(name))->text() + u'\n';
    return said;
}

QuestionBox *openBox()
{
    return openWindow<QuestionBox>();
}

} // namespace

class TstQuestions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyQuestionIsWhole_data()
    {
        QTest::addColumn<QString>("style");
        QTest::addColumn<QString>("language");
        for (const QString &style : QStyleFactory::keys())
            for (const char *language : {"en", "de", "he", "long-ltr", "long-rtl"})
                QTest::addRow("%s %s", qPrintable(style), language) << style << language;
    }

    void everyQuestionIsWhole()
    {
        QFETCH(QString, style);
        QFETCH(QString, language);
        QVERIFY(QApplication::setStyle(style));
        const Speaking speaking(language);
        QStringList wrong;
        int seen = 0;
        forEveryQuestion(kTitle, [&](QWidget *box, const QString &name) {
            ++seen;
            for (const QString &one : unreadIn(box))
                wrong << name + QLatin1String(": ") + one;
            const int letters = box->width() / box->fontMetrics().averageCharWidth();
            if (letters > 100)
                wrong << QStringLiteral("%1 is %2 letters wide").arg(name).arg(letters);
        });
        QVERIFY(seen >= 10);
        for (const QString &one : wrong)
            qWarning().noquote() << one;
        QCOMPARE(wrong.size(), 0);
    }

    void noButtonHasTheStylesIcon_data()
    {
        QTest::addColumn<QString>("style");
        for (const QString &style : QStyleFactory::keys())
            QTest::addRow("%s", qPrintable(style)) << style;
    }

    void noButtonHasTheStylesIcon()
    {
        QFETCH(QString, style);
        QApplication::setStyle(new StyleWithIcons(style));
        const QDialogButtonBox qts(QDialogButtonBox::Cancel);
        QVERIFY(!qts.buttons().first()->icon().isNull());
        QStringList wrong;
        int seen = 0;
        forEveryWindow([&](QWidget *window, const QString &name) {
            ++seen;
            wrong << iconsIn(window, name);
        });
        for (const auto accept : {QFileDialog::AcceptOpen, QFileDialog::AcceptSave}) {
            QTimer::singleShot(100, this, [&] {
                auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
                QVERIFY(dialog && dialog->findChild<QDialogButtonBox *>());
                ++seen;
                wrong << iconsIn(dialog, QStringLiteral("file"));
                dialog->reject();
            });
            QVERIFY(chooseFile(nullptr, {QStringLiteral("Folder"), QDir::homePath(), accept}).isEmpty());
        }
        QVERIFY(seen > 30);
        QCOMPARE(wrong, QStringList());
        QApplication::setStyle(QStringLiteral("Fusion"));
    }

    void itIsSaidWhichItem()
    {
        std::map<QString, QString> said;
        forEveryQuestion(kTitle, [&](QWidget *box, const QString &name) { said[name] = saidBy(box); });
        for (const char *name : {"revoke", "discard", "told"})
            QVERIFY2(said[QLatin1String(name)].contains(kTitle), name);
        for (const char *name : {"send-held", "keep-held", "privacy-off"})
            QVERIFY2(
                said[QLatin1String(name)].contains(QStringLiteral("Conversation “Fix login bug”")), name);
        QVERIFY(said[QStringLiteral("sign-out")].contains(QStringLiteral("ada@example.org")));
        QVERIFY(said[QStringLiteral("another-account")].contains(QStringLiteral("bo@example.org")));
        QVERIFY(said[QStringLiteral("answer")].contains(QStringLiteral("acme/core")));
    }

    void ofManyTheFirstAreNamedAndTheOthersCounted()
    {
        std::vector<ListedItem> items(5, itemWith(kTitle));
        const QString said = whichItems(items, 12);
        QCOMPARE(said.count(kTitle), 3);
        QVERIFY(said.contains(QStringLiteral("9 more")));
        QVERIFY(whichItems({}, 12).isEmpty());
    }

    void enterAndEscAreHarmless()
    {
        int done = 0;
        const auto act = [&done] { ++done; };
        for (const auto &answers : {std::vector<Question::Choice> {{QStringLiteral("&Do"), act}},
                 std::vector<Question::Choice> {
                     {QStringLiteral("&Do"), act}, {QStringLiteral("&Leave"), {}}}}) {
            for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Escape}) {
                Questions questions;
                questions.confirm({QStringLiteral("T"), QStringLiteral("Do it?"), {}, answers});
                QPointer<QuestionBox> box = openBox();
                QVERIFY(QTest::qWaitForWindowActive(box));
                QTest::keyClick(box->focusWidget() ? box->focusWidget() : box.data(), key);
                QTRY_VERIFY(!box);
            }
        }
        QCOMPARE(done, 0);
        Questions questions;
        questions.confirm(
            {QStringLiteral("T"), QStringLiteral("Do it?"), {}, {{QStringLiteral("&Do"), act}}, 0});
        QPointer<QuestionBox> box = openBox();
        QVERIFY(QTest::qWaitForWindowActive(box));
        QTest::keyClick(box->focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(!box);
        QCOMPARE(done, 1);
    }

    void whatIsLongerThanTheScreenIsScrolled()
    {
        Questions questions;
        questions.tell(QStringLiteral("T"), QStringLiteral("Long"), QStringLiteral("line\n").repeated(200));
        QuestionBox *box = openBox();
        QVERIFY(QTest::qWaitForWindowExposed(box));
        QVERIFY(box->height() <= box->screen()->availableGeometry().height());
        QVERIFY(box->findChild<QScrollArea *>()->verticalScrollBar()->maximum() > 0);
        QVERIFY(box->rect().contains(box->findChild<QDialogButtonBox *>()->geometry()));
    }
};

QTEST_MAIN(TstQuestions)
#include "tst_questions.moc"
