// The API over its own storage, without sockets: people, organisations and requests in their names.
#pragma once

#include "server/api/api.h"
#include "support/bothengines.h"
#include "support/fakeclock.h"

#include <memory>
#include <string>

namespace mimir::test {

inline server::Request requestOf(
    const std::string &method, const std::string &target, const std::string &body = {})
{
    return {method, target, {}, body};
}

inline void setHeader(server::Request &request, const std::string &name, const std::string &value)
{
    for (auto &[key, present] : request.headers) {
        if (key == name) {
            present = value;
            return;
        }
    }
    request.headers.emplace_back(name, value);
}

inline std::string headerOf(const server::Response &response, const std::string &name)
{
    for (const auto &[key, value] : response.headers)
        if (key == name)
            return value;
    return {};
}

/// Precondition: the body is a JSON object.
inline json::Object bodyOf(const server::Response &response)
{
    return *json::parseObject(response.body);
}

class ApiFixture {
public:
    /// Ada and Bob are developers of acme/web; acme/ops and the organisation "other" have no members.
    explicit ApiFixture(server::Engine engine = server::Engine::Sqlite)
        : m_location(newLocation(engine)), m_storage(openStorage(m_location)), context(m_clock, m_random)
    {
        context.passwordCost = server::PasswordCost::cheapest();
        api = std::make_unique<server::Api>(*m_storage, context);
        accounts = std::make_unique<server::Accounts>(
            m_storage->sql(), m_clock, m_random, server::PasswordCost::cheapest());
        (void)accounts->addUser("ada@example.org", "Ada", "correct horse");
        (void)accounts->addUser("bob@example.org", "Bob", "battery staple");
        (void)accounts->addOrg("acme", "Acme");
        m_team = *accounts->addTeam("acme", "web", "Web", "https://git.example.org/acme/web.git");
        m_otherTeam = *accounts->addTeam("acme", "ops", "Ops", "");
        (void)accounts->addOrg("other", "Other");
        (void)accounts->addMember("acme", "web", "ada@example.org", "member");
        (void)accounts->addMember("acme", "web", "bob@example.org", "member");
    }

    FakeClock &clock() { return m_clock; }
    server::SqlConnection &sql() { return m_storage->sql(); }
    const std::string &team() const { return m_team; }
    const std::string &otherTeam() const { return m_otherTeam; }
    std::int64_t number(std::string_view query) { return sql().query(query)->integer(0, 0); }
    std::string text(std::string_view query) { return sql().query(query)->text(0, 0); }

    server::Response handle(const server::Request &request)
    {
        return api->handle(request, m_routes.match(request));
    }
    server::Response ask(const std::string &method, const std::string &target, const std::string &body = {})
    {
        return handle(requestOf(method, target, body));
    }
    server::Response login(const std::string &extra = {}, const std::string &email = "ada@example.org",
        const std::string &password = "correct horse")
    {
        return ask("POST", "/api/v1/auth/login",
            R"({"email":")" + email + R"(","password":")" + password + "\"" + extra + "}");
    }
    /// In Ada's name, from the device d1.
    server::Request signedIn(
        const std::string &method, const std::string &target, const std::string &body = {})
    {
        server::Request made = requestOf(method, target, body);
        made.headers
            = {{"authorization", "Bearer " + *bodyOf(login()).text("accessToken")}, {"x-team-id", m_team},
                {"x-device-id", "d1"}, {"x-device-name", "Ada%27s%20laptop"}, {"x-sync-protocol", "2"}};
        return made;
    }
    server::Response askSignedIn(
        const std::string &method, const std::string &target, const std::string &body = {})
    {
        return handle(signedIn(method, target, body));
    }

private:
    FakeClock m_clock;
    SeededRandom m_random {3};
    server::StorageLocation m_location;
    std::unique_ptr<server::Storage> m_storage;
    const server::RouteTable m_routes = *server::RouteTable::make(server::declaredRoutes());
    std::string m_team;
    std::string m_otherTeam;

public:
    server::ApiContext context;
    std::unique_ptr<server::Api> api;
    std::unique_ptr<server::Accounts> accounts;
};

} // namespace mimir::test
