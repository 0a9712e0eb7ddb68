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
constexpr int maxKept = 9;

/// The first free name; the last one is used again when all are taken.
QString asideName(const QString &file)
{
    QString name = file + u".damaged"_s;
    for (int i = 2; i <= maxKept && QFile::exists(name); ++i)
        name = file + u".damaged-"_s + QString::number(i);
    return name;
}
} // namespace

SettingsStore::SettingsStore(QString file, Mode mode) : m_file(std::move(file)), m_mode(mode)
{
    if (m_mode == Mode::Defaults)
        return;
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
    const QString aside = asideName(m_file);
    QFile::remove(aside);
    QFile::rename(m_file, aside);
    m_loadError = Error{errors::SettingsDamaged, {{u"path"_s, aside}}};
}

Result<> SettingsStore::set(const QString &key, json::Value value)
{
    if (m_values[key] == value)
        return {};
    m_values.set(key, std::move(value));
    if (m_mode == Mode::Defaults)
        return {};
    QSaveFile out(m_file);
    if (!out.open(QIODevice::WriteOnly) || out.write(json::pretty(m_values)) < 0 || !out.commit())
        return failure(errors::FileWrite, {{u"path"_s, m_file}}, out.errorString());
    return {};
}

} // namespace ain::app
