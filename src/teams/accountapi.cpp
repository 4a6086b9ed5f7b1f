#include "teams/accountapi.h"

#include "core/json/json.h"
#include "teams/apirequest.h"
#include "teams/authanswer.h"
#include "teams/httpexchange.h"

#include <QPointer>

namespace mimir {
namespace {

std::vector<AccountDevice> devicesIn(const json::Object &body)
{
    std::vector<AccountDevice> devices;
    for (const json::Object &object : objectsIn(body, "devices")) {
        AccountDevice device;
        device.id = object.text("id").value_or(std::string());
        device.name = object.text("name").value_or(std::string());
        device.lastSeen = object.integer("lastSeen").value_or(0);
        device.signedIn = object.boolean("signedIn").value_or(false);
        device.current = object.boolean("current").value_or(false);
        devices.push_back(std::move(device));
    }
    return devices;
}

AccountKeys keysIn(const json::Object &body)
{
    constexpr std::size_t most = 256;
    AccountKeys keys;
    keys.keyId = body.text("keyId").value_or(std::string());
    keys.sealed = body.text("sealed").value_or(std::string());
    for (const json::Object &object : objectsIn(body, "devices")) {
        AccountKeys::Device device;
        device.id = object.text("id").value_or(std::string());
        device.name = object.text("name").value_or(std::string());
        device.publicKey = object.text("publicKey").value_or(std::string());
        device.keyId = object.text("keyId").value_or(std::string());
        device.current = object.boolean("current").value_or(false);
        if (keys.devices.size() < most)
            keys.devices.push_back(std::move(device));
    }
    return keys;
}

std::function<void(Result<json::Object>)> onlyWhether(AccountApi::Finished done)
{
    return [done = std::move(done)](
               const Result<json::Object> &body) { done(body ? Result<void>() : body.error()); };
}

// An older server does not send the rules: what is missing is allowed.
OrganizationRules rulesIn(const json::Object &body)
{
    OrganizationRules rules;
    const std::string *text = body.find("privacy");
    const auto privacy = json::parseObject(text ? *text : std::string("{}"));
    if (!privacy) {
        rules.maxPrivacyLevel
            = PrivacyLevel::Nothing; // it says something, and not that everything may be sent
        return rules;
    }
    rules.privacyModeAllowed = privacy->boolean("privacyModeAllowed").value_or(true);
    rules.maxPrivacyLevel = maxPrivacyLevel(*privacy, "minimum");
    return rules;
}

} // namespace

struct AccountApi::ApiCall {
    Account account;
    QByteArray verb;
    std::string path;
    std::function<void(Result<json::Object>)> done;
    std::optional<QByteArray> body = std::nullopt; ///< POST
};

AccountApi::AccountApi(HttpNetwork &network, AuthManager &auth, const Clock &clock, QObject *parent)
    : QObject(parent), m_network(network), m_auth(auth), m_clock(clock)
{
}

void AccountApi::ask(const ApiCall &call, Attempt attempt)
{
    const auto answered = [this, call, attempt](const std::string &token, const HttpAnswer &answer) {
        if (answer.status == 401 && !answer.html) {
            m_auth.reject(call.account.server, call.account.orgSlug, token);
            if (attempt == Attempt::First)
                return ask(call, Attempt::WithNewToken);
            return call.done(Error {ErrorCode::SignedOut, "the server refused the token", std::nullopt});
        }
        if (answer.status < 200 || answer.status > 299)
            return call.done(refusalOf(answer));
        auto body = json::parseObject(answer.body);
        call.done(body ? std::move(body) : Error {ErrorCode::NotOurs, "no JSON object", std::nullopt});
    };
    m_auth.accessToken(call.account.server, call.account.orgSlug,
        [self = QPointer(this), call, answered](const Result<std::string> &token) {
            if (!self)
                return;
            if (!token)
                return call.done(token.error());
            const QUrl base(QString::fromStdString(call.account.server), QUrl::StrictMode);
            HttpExchange::HttpCall http {apiRequest(apiUrl(base, call.path)), {}};
            http.verb = call.verb;
            http.body = call.body;
            if (call.body)
                http.request.setHeader(
                    QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
            setHeader(http.request, "Authorization", "Bearer " + *token);
            setHeader(http.request, "X-Org-Slug", call.account.orgSlug);
            setHeader(http.request, "X-Device-ID", call.account.deviceId);
            new HttpExchange(
                self->m_network, self->m_clock, std::move(http),
                [answered, used = *token](const HttpAnswer &answer) { answered(used, answer); }, self);
        });
}

void AccountApi::organizations(const Account &account, Organizations done)
{
    ask({account, "GET", "/orgs", [done = std::move(done)](const Result<json::Object> &body) {
             if (!body)
                 return done(body.error());
             std::vector<Organization> organizations;
             for (const json::Object &object : objectsIn(*body, "organizations"))
                 organizations.push_back(organizationOf(object));
             done(std::move(organizations));
         }});
}

void AccountApi::rules(const Account &account, Rules done)
{
    ask({account, "GET", "/orgs/" + percentEncoded(account.orgSlug) + "/config",
        [done = std::move(done)](const Result<json::Object> &body) {
            if (body)
                done(rulesIn(*body));
            else
                done(body.error());
        }});
}

void AccountApi::devices(const Account &account, Devices done)
{
    ask({account, "GET", "/devices", [done = std::move(done)](const Result<json::Object> &body) {
             if (body)
                 done(devicesIn(*body));
             else
                 done(body.error());
         }});
}

void AccountApi::revokeDevice(const Account &account, const std::string &deviceId, Finished done)
{
    ask({account, "DELETE", "/devices/" + percentEncoded(deviceId),
        [done = std::move(done)](
            const Result<json::Object> &body) { done(body ? Result<void>() : body.error()); }});
}

void AccountApi::keys(const Account &account, Keys done)
{
    ask({account, "GET", "/keys", [done = std::move(done)](const Result<json::Object> &body) {
             if (body)
                 done(keysIn(*body));
             else
                 done(body.error());
         }});
}

void AccountApi::beginKey(
    const Account &account, const std::string &keyId, const std::string &after, Finished done)
{
    json::Object body;
    body.setText("keyId", keyId);
    if (!after.empty())
        body.setText("after", after);
    ask({account, "POST", "/keys", onlyWhether(std::move(done)), QByteArray::fromStdString(body.toJson())});
}

void AccountApi::publishDeviceKey(
    const Account &account, const std::string &publicKey, const std::string &keyId, Finished done)
{
    json::Object body;
    body.setText("publicKey", publicKey);
    if (!keyId.empty())
        body.setText("keyId", keyId);
    ask({account, "POST", "/keys/device", onlyWhether(std::move(done)),
        QByteArray::fromStdString(body.toJson())});
}

void AccountApi::giveKey(
    const Account &account, const AccountKeys::Device &to, const std::string &sealed, Finished done)
{
    json::Object body;
    body.setText("deviceId", to.id);
    body.setText("publicKey", to.publicKey);
    body.setText("keyId", to.keyId);
    body.setText("sealed", sealed);
    ask({account, "POST", "/keys/sealed", onlyWhether(std::move(done)),
        QByteArray::fromStdString(body.toJson())});
}

void AccountApi::changePassword(
    const Account &account, const std::string &current, const std::string &next, Finished done)
{
    json::Object body;
    body.setText("currentPassword", current);
    body.setText("newPassword", next);
    const auto meant = [](Error error) {
        if (error.code == ErrorCode::Forbidden)
            error.code = ErrorCode::Unauthorized;
        else if (error.code == ErrorCode::Refused)
            error.code = ErrorCode::Validation;
        return error;
    };
    ask({account, "POST", "/auth/password",
        [done = std::move(done), meant](
            const Result<json::Object> &answer) { done(answer ? Result<void>() : meant(answer.error())); },
        QByteArray::fromStdString(body.toJson())});
}

} // namespace mimir
