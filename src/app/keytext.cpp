#include "app/keytext.h"

#include <QCoreApplication>

namespace mimir {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Key)
};

} // namespace

QString keySentence(KeyState::Is is)
{
    switch (is) {
    case KeyState::Is::SignedOut:
        return {};
    case KeyState::Is::Unknown:
        return Words::tr("Your key: not known yet; the server was not asked, or is too old for it.");
    case KeyState::Is::Here:
        return Words::tr(
            "Your key: this device has it, so the same secret is recognisable as the same on your devices, "
            "and to no one else.");
    case KeyState::Is::Missing:
        return Words::tr(
            "Your key: this device does not have it yet. Nothing is lost without it; only the same secret "
            "is not recognisable as the same between your devices.");
    case KeyState::Is::Replaced:
        return Words::tr(
            "Your key: one of your devices has begun a new one, which this device does not have yet. Nothing "
            "is lost; only the same secret is not recognisable as the same between your devices.");
    }
    return {};
}

QString howToConfirm(const keys::DeviceCode &code)
{
    return Words::tr(
        "To give it to this device: on a device that has it, enter the code %1 on the Account page, or run "
        "“mimir devices confirm %1”.")
        .arg(QString::fromStdString(code.shown()));
}

QString keyRefusal(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
        return Words::tr(
            "None of your devices has this code. Compare it with the one that the new device shows now; that "
            "device must have reached the server since.");
    case ErrorCode::Unauthorized:
        return Words::tr("This device does not have your key itself, so it cannot give it away.");
    case ErrorCode::Immutable:
        return Words::tr("One of your devices has begun a new key, so this one is not in use any more.");
    default:
        return {};
    }
}

std::string_view keyStateName(KeyState::Is is)
{
    switch (is) {
    case KeyState::Is::SignedOut:
        return "signed-out";
    case KeyState::Is::Unknown:
        return "unknown";
    case KeyState::Is::Here:
        return "here";
    case KeyState::Is::Missing:
        return "missing";
    case KeyState::Is::Replaced:
        return "replaced";
    }
    return "unknown";
}

} // namespace mimir
