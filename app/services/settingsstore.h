// settings.json: what the user chose, outside of the vault because it is needed before it opens. No secrets.
#pragma once

#include "core/base/result.h"
#include "core/json/value.h"

#include <QString>

#include <optional>

namespace ain {

namespace errors {
inline constexpr ErrorCode SettingsDamaged{"settings.damaged"}; ///< args: path
} // namespace errors

namespace app {

/// One flat JSON object; members that this version does not know are kept. Thread: main.
class SettingsStore {
public:
    /// `Defaults`: nothing is read and nothing written; what is set lasts as long as the object (safe mode).
    enum class Mode { File, Defaults };
    /// Reads `file` if it exists. A damaged file is kept under the first free name of "<file>.damaged",
    /// "<file>.damaged-2" … and reported by loadError().
    explicit SettingsStore(QString file, Mode mode = Mode::File);

    [[nodiscard]] const json::Value &value(QStringView key) const { return m_values[key]; }
    /// Stores at once (temporary file, sync, rename).
    [[nodiscard]] Result<> set(const QString &key, json::Value value);
    [[nodiscard]] const std::optional<Error> &loadError() const { return m_loadError; }

private:
    QString m_file;
    Mode m_mode;
    json::Object m_values;
    std::optional<Error> m_loadError;
};

} // namespace app
} // namespace ain
