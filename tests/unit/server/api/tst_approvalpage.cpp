#include "server/accounts/devicegrants.h"
#include "server/api/approvalpage.h"
#include "server/http/formbody.h"

#include <QCryptographicHash>
#include <QTest>

using namespace mimir;
using namespace mimir::server;

namespace {

std::string headerOf(const Response &response, const std::string &name)
{
    for (const auto &[key, value] : response.headers)
        if (key == name)
            return value;
    return {};
}

bool has(const std::string &text, std::string_view piece)
{
    return text.find(piece) != std::string::npos;
}

Result<json::Object> fieldsOf(const Request &request)
{
    return bodyFields(request, request.body);
}

std::string between(const std::string &text, const std::string &from, const std::string &to)
{
    const auto start = text.find(from) + from.size();
    return text.substr(start, text.find(to, start) - start);
}

Request form(const std::string &body)
{
    return {"POST", "/api/v1/auth/device", {{"content-type", "application/x-www-form-urlencoded"}}, body};
}

const std::string kHostile = "\"><script>alert('x')</script>&amp;<img src=x onerror=1>";

} // namespace

class TstApprovalPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingFromOutsideIsMarkup_data();
    void nothingFromOutsideIsMarkup();
    void allowsNothingButItsOwnStyle();
    void showsTheDeviceAndTheCode();
    void everyFieldHasALabel();
    void aProblemIsSpoken();
    void userCodesAsTyped_data();
    void userCodesAsTyped();
    void formsAreRead();
    void brokenFormsAreRefused_data();
    void brokenFormsAreRefused();
};

void TstApprovalPage::nothingFromOutsideIsMarkup_data()
{
    QTest::addColumn<int>("step");
    QTest::newRow("code") << 0;
    QTest::newRow("approve") << 1;
    QTest::newRow("approved") << 2;
    QTest::newRow("denied") << 3;
}

void TstApprovalPage::nothingFromOutsideIsMarkup()
{
    QFETCH(int, step);
    const ApprovalView view {
        static_cast<ApprovalView::Step>(step), kHostile, kHostile, kHostile, kHostile, kHostile};
    const std::string plain = approvalPage(200, view).body;
    QVERIFY(!has(plain, "<script") && !has(plain, "<img") && !has(plain, "alert('"));
    QVERIFY(has(plain, "&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)"));
}

void TstApprovalPage::allowsNothingButItsOwnStyle()
{
    const Response page = approvalPage(200, {});
    const std::string style = between(page.body, "<style>", "</style>");
    const QByteArray hash
        = QCryptographicHash::hash(QByteArray::fromStdString(style), QCryptographicHash::Sha256).toBase64();
    QCOMPARE(headerOf(page, "Content-Security-Policy"),
        "default-src 'none'; style-src 'sha256-" + hash.toStdString()
            + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    QCOMPARE(headerOf(page, "Cache-Control"), std::string("no-store"));
    QCOMPARE(headerOf(page, "Content-Type"), std::string("text/html; charset=utf-8"));
    QCOMPARE(headerOf(page, "X-Frame-Options"), std::string("DENY"));
    QCOMPARE(headerOf(page, "Referrer-Policy"), std::string("no-referrer"));
    for (const char *forbidden : {"style=", "http://", "https://", "url(", "@import", "javascript"})
        QVERIFY2(!has(page.body, forbidden), forbidden);
}

void TstApprovalPage::showsTheDeviceAndTheCode()
{
    const std::string page
        = approvalPage(200, {ApprovalView::Step::Approve, "BCDF-GHJK", "Ada's laptop"}).body;
    QVERIFY(has(page, "<bdi>Ada&#39;s laptop</bdi>"));
    QVERIFY(has(page, "<dd class=\"code\">BCDF-GHJK</dd>"));
    QVERIFY(has(page, "name=\"user_code\" value=\"BCDF-GHJK\""));
    QVERIFY(page.find("value=\"approve\"") < page.find("value=\"deny\"")); // Enter triggers the first
    QVERIFY(has(page, "value=\"deny\" formnovalidate"));                   // denying needs no password
    QVERIFY(has(approvalPage(200, {ApprovalView::Step::Approve, "BCDF-GHJK"}).body, "(no name given)"));
}

void TstApprovalPage::everyFieldHasALabel()
{
    for (const auto step : {ApprovalView::Step::EnterCode, ApprovalView::Step::Approve}) {
        const std::string page = approvalPage(200, {step, "BCDF-GHJK"}).body;
        QVERIFY(has(page, "<html lang=\"en\">"));
        std::size_t at = 0;
        int fields = 0;
        while ((at = page.find("<input ", at)) != std::string::npos) {
            const std::string field = page.substr(at, page.find('>', at) - at);
            ++at;
            if (has(field, "type=\"hidden\""))
                continue;
            ++fields;
            QVERIFY2(has(page, "<label for=\"" + between(field, "id=\"", "\"") + "\">"), field.c_str());
        }
        QCOMPARE(fields, step == ApprovalView::Step::EnterCode ? 1 : 3);
    }
}

void TstApprovalPage::aProblemIsSpoken()
{
    ApprovalView view;
    view.problem = "No such code.";
    const Response page = approvalPage(404, view);
    QCOMPARE(page.status, 404);
    QVERIFY(has(page.body, "role=\"alert\" id=\"problem\">No such code."));
    QVERIFY(has(page.body, "aria-describedby=\"problem\""));
    QVERIFY(has(page.body, "<title>Problem: "));
}

void TstApprovalPage::userCodesAsTyped_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("as shown") << QByteArray("BCDF-GHJK") << QByteArray("BCDF-GHJK");
    QTest::newRow("small, spaces") << QByteArray(" bcdf ghjk ") << QByteArray("BCDF-GHJK");
    QTest::newRow("without dash") << QByteArray("bcdfghjk") << QByteArray("BCDF-GHJK");
    QTest::newRow("too short") << QByteArray("BCDF-GHJ") << QByteArray();
    QTest::newRow("too long") << QByteArray("BCDF-GHJKL") << QByteArray();
    QTest::newRow("a vowel") << QByteArray("ABCD-FGHJ") << QByteArray();
    QTest::newRow("digits") << QByteArray("1234-5678") << QByteArray();
    QTest::newRow("empty") << QByteArray() << QByteArray();
}

void TstApprovalPage::userCodesAsTyped()
{
    QFETCH(QByteArray, typed);
    QFETCH(QByteArray, code);
    QCOMPARE(userCodeFromText(typed.toStdString()), code.toStdString());
}

void TstApprovalPage::formsAreRead()
{
    const auto fields = fieldsOf(form("a=1+2&b=%C3%A4%26&b=second&c&=x&d=%00%FF"));
    QCOMPARE(fields->text("a"), std::optional<std::string>("1 2"));
    QCOMPARE(fields->text("b"), std::optional<std::string>("\u00e4&"));
    QCOMPARE(fields->text("c"), std::optional<std::string>(""));
    QCOMPARE(fields->text("d"), std::optional<std::string>("\ufffd\ufffd"));
    Request plain = form("{\"a\":\"1\"}");
    plain.headers.clear();
    QCOMPARE(fieldsOf(plain)->text("a"), std::optional<std::string>("1"));
    plain.body.clear();
    QVERIFY(fieldsOf(plain)->empty());
}

void TstApprovalPage::brokenFormsAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("half an escape") << QByteArray("a=%4");
    QTest::newRow("no digits") << QByteArray("a=%GG");
    QTest::newRow("too large") << "a=" + QByteArray(17'000, 'x');
}

void TstApprovalPage::brokenFormsAreRefused()
{
    QFETCH(QByteArray, body);
    QVERIFY(!fieldsOf(form(body.toStdString())));
}

QTEST_GUILESS_MAIN(TstApprovalPage)
#include "tst_approvalpage.moc"
