// Starting with the desktop session: the XDG autostart file of one profile, which the desktop's own settings
// may switch off too. The file is the truth.
#pragma once

#include "sync/profile.h"

namespace mimir {

class Autostart {
public:
    explicit Autostart(const Profile &profile);

    /// There is a file and nobody has disabled it.
    bool isOn() const;
    /// Errors: StoreReadOnly.
    Result<void> set(bool on) const;
    const QString &path() const { return m_path; }

private:
    QString m_path;
    QString m_exec;
};

} // namespace mimir
