// Starting with the desktop session: one profile's XDG autostart file, which the desktop's own settings may
// also switch off. The file is the truth.
#pragma once

#include "sync/profile.h"

namespace mimir {

class Autostart {
public:
    explicit Autostart(const Profile &profile);

    /// The file exists and has not been disabled.
    bool isOn() const;
    /// Errors: StoreReadOnly.
    Result<void> set(bool on) const;
    const QString &path() const { return m_path; }

private:
    QString m_path;
    QString m_exec;
};

} // namespace mimir
