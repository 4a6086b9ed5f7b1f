// What this device itself knows to be secret: the values of files with secrets in the folder of a conversation, of the
// person's own credential files, and of the environment. Everything is bounded; what cannot be read is left out.
#pragma once

#include "core/clock.h"
#include "privacy/devicevalues.h"

#include <QString>

#include <map>
#include <string>

namespace mimir {

class DeviceSecrets {
public:
    /// `home`: the person's folder; `environment`: NAME=value.
    DeviceSecrets(const Clock &clock, QString home, const std::vector<std::string> &environment);
    /// Of this process.
    explicit DeviceSecrets(const Clock &clock);

    /// Adds what the files of a conversation's folder hold, and what changed in them; costs little when it was looked at
    /// a moment ago. A value that was once in such a file stays known.
    void lookAt(std::string_view workspace);

    const DeviceValues &values() const { return m_values; }
    /// What other processes knew, in the forms that they stored.
    void useForms(std::string_view key, std::vector<ValueForm> forms)
    {
        m_values.useForms(key, std::move(forms));
    }

    /// What of an environment looks like a secret, in the form in which it may be stored.
    static std::vector<ValueForm> formsOf(const std::vector<std::string> &environment, std::string_view key);
    /// NAME=value of this process.
    static std::vector<std::string> environmentOfProcess();

private:
    void lookAtFolder(const QString &path, int depth);
    void lookAtFile(const QString &path);

    const Clock &m_clock;
    QString m_home;
    DeviceValues m_values;
    std::map<std::string, Millis, std::less<>> m_lookedAt; ///< by folder
    std::map<QString, std::pair<qint64, qint64>> m_files;  ///< when each was changed, and its size
    int m_folders = 0;                                     ///< of one look
};

} // namespace mimir
