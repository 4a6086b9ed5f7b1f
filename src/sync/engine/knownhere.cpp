#include "sync/engine/knownhere.h"

namespace mimir {

Result<void> KnownHere::lookAt(const std::set<std::string> &workspaces)
{
    for (const std::string &workspace : workspaces)
        m_device.lookAt(workspace);
    RecordedValues recorded(m_database);
    const auto revision = recorded.revision();
    MIMIR_TRY(revision);
    if (*revision == m_revision)
        return {};
    const auto key = recorded.key(DeviceValues::newFormKey());
    MIMIR_TRY(key);
    const auto values = recorded.all();
    MIMIR_TRY(values);
    std::vector<ValueForm> forms;
    for (const RecordedValue &value : *values)
        forms.push_back(
            {static_cast<std::uint16_t>(value.begin), static_cast<std::size_t>(value.length), value.hash});
    m_device.useForms(*key, std::move(forms));
    m_revision = *revision;
    return {};
}

Result<void> noteEnvironment(
    Database &database, const Clock &clock, const std::vector<std::string> &environment)
{
    RecordedValues recorded(database);
    const auto key = recorded.key(DeviceValues::newFormKey());
    MIMIR_TRY(key);
    std::vector<RecordedValue> values;
    for (const ValueForm &form : DeviceSecrets::formsOf(environment, *key))
        values.push_back({form.begin, static_cast<std::int64_t>(form.length), form.hash});
    return recorded.note(values, clock.now());
}

} // namespace mimir
