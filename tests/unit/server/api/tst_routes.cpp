#include "server/api/routes.h"

#include <QTest>

using namespace mimir;
using namespace mimir::server;

namespace {

Response done(Call &)
{
    return {200, "{}", {}};
}

Request request(const std::string &method, const std::string &target)
{
    return {method, target, {}};
}

const Route kRoutes[] = {
    {"GET", "/things", Policy::Public, LaneKind::Read, done, {200}},
    {"POST", "/things", Policy::Public, LaneKind::Write, done, {200}},
    {"GET", "/things/{id}", Policy::SignedIn, LaneKind::Read, done, {200, 404}},
    {"GET", "/things/{id}/parts/{part}", Policy::TeamMember, LaneKind::Read, done, {200}},
};

RouteTable table()
{
    return *RouteTable::make(kRoutes);
}

} // namespace

class TstRoutes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRouteWithoutAPolicyKeepsTheServerFromStarting();
    void refusesWhatIsIncomplete_data();
    void refusesWhatIsIncomplete();
    void everyDeclaredRouteIsComplete();
    void findsByMethodAndPath();
    void findsNothing_data();
    void findsNothing();
    void tellsTheMethodsOfAResource();
    void policiesHaveStatusesOfTheirOwn();
};

void TstRoutes::aRouteWithoutAPolicyKeepsTheServerFromStarting()
{
    const Route forgotten[] = {kRoutes[0], {"GET", "/secrets", {}, LaneKind::Read, done, {200}}};
    const auto routes = RouteTable::make(forgotten);
    QVERIFY(!routes);
    QCOMPARE(routes.error().code, ErrorCode::Validation);
    QCOMPARE(
        routes.error().message, std::string("route GET /secrets declares no policy: say who may use it"));
    QVERIFY(RouteTable::make(kRoutes));
}

void TstRoutes::refusesWhatIsIncomplete_data()
{
    QTest::addColumn<int>("fault");
    QTest::newRow("no handler") << 0;
    QTest::newRow("no statuses") << 1;
    QTest::newRow("no slash") << 2;
    QTest::newRow("twice") << 3;
}

void TstRoutes::refusesWhatIsIncomplete()
{
    QFETCH(int, fault);
    std::vector<Route> routes(std::begin(kRoutes), std::end(kRoutes));
    QVERIFY(RouteTable::make(routes));
    if (fault == 0)
        routes[1].handler = nullptr;
    else if (fault == 1)
        routes[1].statuses.clear();
    else if (fault == 2)
        routes[1].pattern = "things";
    else
        routes.push_back(routes[1]);
    QVERIFY(!RouteTable::make(routes));
}

void TstRoutes::everyDeclaredRouteIsComplete()
{
    QVERIFY(RouteTable::make(declaredRoutes()));
    QVERIFY(declaredRoutes().size() >= 17);
}

void TstRoutes::findsByMethodAndPath()
{
    const auto at = table().match(request("GET", "/api/v1/things/a%2Fb/parts/7?x=1"));
    QVERIFY(at.route);
    QCOMPARE(at.route->pattern, std::string_view("/things/{id}/parts/{part}"));
    QCOMPARE(at.parameters.at(0), (std::pair<std::string, std::string>("id", "a/b")));
    QCOMPARE(at.parameters.at(1), (std::pair<std::string, std::string>("part", "7")));
    QCOMPARE(table().match(request("POST", "/api/v1/things")).route->lane, LaneKind::Write);
}

void TstRoutes::findsNothing_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target :
        {"", "/", "/api/v1", "/api/v1/", "/things", "/api/v1/things/", "/api/v1//things", "/api/v1/things/x/",
            "/api/v1/things/%zz", "/api/v1/things/x/parts", "/api/v1/things/x/parts/",
            "/api/v1/things/x/parts/y/z", "/api/v1/Things", "/api/v1/things%2F", "/api/v1/%74hings", "*"})
        QTest::newRow(target) << QByteArray(target);
}

void TstRoutes::findsNothing()
{
    QFETCH(QByteArray, target);
    const auto at = table().match(request("GET", target.toStdString()));
    QVERIFY(!at.route);
    QVERIFY(at.allow.empty());
}

void TstRoutes::tellsTheMethodsOfAResource()
{
    const auto at = table().match(request("DELETE", "/api/v1/things"));
    QVERIFY(!at.route);
    QCOMPARE(at.allow, std::string("GET, POST"));
}

void TstRoutes::policiesHaveStatusesOfTheirOwn()
{
    QCOMPARE(kRoutes[0].allStatuses(), (std::vector<int> {200}));
    QCOMPARE(kRoutes[2].allStatuses(), (std::vector<int> {200, 401, 404}));
    QCOMPARE(kRoutes[3].allStatuses(), (std::vector<int> {200, 401, 403}));
}

QTEST_GUILESS_MAIN(TstRoutes)
#include "tst_routes.moc"
