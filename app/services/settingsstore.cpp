#include "app/services/settingsstore.h"

#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 maxBytes = 1024 * 1024;
}

SettingsStore::SettingsStore(QString file) : m_file(std::move(file))
{
    QFile stored(m_file);
    if (!stored.exists())
        return;
    Result<json::Value> parsed = failure(errors::FileRead);
    if (stored.open(QIODevice::ReadOnly))
        parsed = json::parse(stored.read(maxBytes + 1), {.maxBytes = maxBytes, .maxDepth = 16});
    if (parsed && parsed->isObject()) {
        m_values = parsed->object();
        return;
    }
    stored.close();
    const QString aside = m_file + u".damaged"_s;
    QFile::remove(aside);
    QFile::rename(m_file, aside);
    m_loadError = Error{errors::SettingsDamaged, {{u"path"_s, aside}}};
}

Result<> SettingsStore::set(const QString &key, json::Value value)
{
    if (m_values[key] == value)
        return {};
    m_values.set(key, std::move(value));
    QSaveFile out(m_file);
    if (!out.open(QIODevice::WriteOnly) || out.write(json::pretty(m_values)) < 0 || !out.commit())
        return failure(errors::FileWrite, {{u"path"_s, m_file}}, out.errorString());
    return {};
}

} // namespace ain::app
