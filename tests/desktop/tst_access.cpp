// Every window in every language without a mouse or sight: each control has a name, a mnemonic of its own and
// its place in the Tab order.
#include "desktop/access.h"
#include "desktop/everywindow.h"

using namespace mimir;

namespace {

void report(const QStringList &wrong)
{
    for (const QString &one : wrong) // the test's own message would be truncated
        qWarning().noquote() << one;
    QCOMPARE(wrong.size(), 0);
}

QStringList faultsOf(QWidget *window)
{
    QStringList out = unnamedIn(QAccessible::queryAccessibleInterface(window));
    for (const QLabel *label : window->findChildren<QLabel *>()) // a label is read as its text
        if (label->isVisible() && !label->text().isEmpty() && !label->buddy()
            && QAccessible::queryAccessibleInterface(const_cast<QLabel *>(label))->text(QAccessible::Name)
                != label->text())
            out << nameOf(label) + QLatin1String(" is read otherwise");
    return out + keylessIn(window);
}

} // namespace

class TstAccess : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyControlHasANameAndAKey_data()
    {
        QTest::addColumn<QString>("language");
        for (const char *language : {"en", "de", "he"})
            QTest::newRow(language) << QString::fromLatin1(language);
    }
    void everyControlHasANameAndAKey()
    {
        QFETCH(QString, language);
        InterfaceLanguage spoken;
        spoken.use(language);
        QStringList wrong;
        int windows = 0;
        forEveryWindow([&](QWidget *window, const QString &name) {
            ++windows;
            for (const QString &one : faultsOf(window))
                wrong << name + QLatin1String(": ") + one;
        });
        QVERIFY(windows > 25);
        report(wrong);
    }

    void tabReachesEveryControl()
    {
        QStringList wrong;
        forEveryWindow([&](QWidget *window, const QString &name) {
            window->activateWindow();
            QVERIFY2(QTest::qWaitForWindowActive(window), qPrintable(name));
            for (const QString &one : tabOrderOf(window))
                wrong << name + QLatin1String(": ") + one;
        });
        report(wrong);
    }

    // The checks find what they are for.
    void faultsAreFound()
    {
        SignInDialog signIn(nullptr);
        signIn.show();
        QVERIFY(QTest::qWaitForWindowExposed(&signIn));
        QCOMPARE(faultsOf(&signIn), QStringList());
        auto *edit = signIn.findChild<QLineEdit *>(QStringLiteral("emailEdit"));
        auto *label = signIn.findChild<QLabel *>(QStringLiteral("emailLabel"));
        const QString name = edit->accessibleName();
        edit->setAccessibleName({});
        label->setBuddy(nullptr);
        QCOMPARE(faultsOf(&signIn).size(), 2); // neither name nor mnemonic
        edit->setAccessibleName(name);
        label->setBuddy(edit);
        label->setText(QStringLiteral("&Password"));
        QCOMPARE(faultsOf(&signIn).size(), 1); // that mnemonic is there twice
    }
};

QTEST_MAIN(TstAccess)
#include "tst_access.moc"
