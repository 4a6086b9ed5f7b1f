#include "teams/networkreachability.h"

#include <QNetworkInformation>

namespace mimir {
namespace {

QNetworkInformation *supporting(QNetworkInformation::Feature feature)
{
    QNetworkInformation *information = QNetworkInformation::instance();
    return information && information->supports(feature) ? information : nullptr;
}

} // namespace

NetworkReachability::NetworkReachability(QObject *parent) : QObject(parent)
{
    connect(&m_power, &PowerSupply::changed, this, [this] {
        if (m_listener)
            m_listener();
    });
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    const auto tell = [this] {
        Q_EMIT changed();
        if (m_listener)
            m_listener();
    };
    QNetworkInformation *information = QNetworkInformation::instance();
    connect(information, &QNetworkInformation::reachabilityChanged, this, tell);
    connect(information, &QNetworkInformation::isBehindCaptivePortalChanged, this, tell);
    connect(information, &QNetworkInformation::isMeteredChanged, this, tell);
}

Reachability::State NetworkReachability::state() const
{
    const auto *portal = supporting(QNetworkInformation::Feature::CaptivePortal);
    if (portal && portal->isBehindCaptivePortal())
        return State::Portal;
    const auto *information = supporting(QNetworkInformation::Feature::Reachability);
    if (!information)
        return State::Unknown;
    switch (information->reachability()) {
    case QNetworkInformation::Reachability::Online:
        return State::Online;
    case QNetworkInformation::Reachability::Disconnected:
        return State::Offline;
    default:
        return State::Unknown; // the server may be on the local network
    }
}

bool NetworkReachability::metered() const
{
    const auto *information = supporting(QNetworkInformation::Feature::Metered);
    return information && information->isMetered();
}

void NetworkReachability::onChange(std::function<void()> listener)
{
    m_listener = std::move(listener);
}

} // namespace mimir
