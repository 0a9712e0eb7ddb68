#include "app/backends/settingsadapter.h"

#include "app/services/picturesigner.h"

#include <QCoreApplication>

#include <array>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultAutoLockMinutes = 10;

struct ThemeName {
    ui::ThemeChoice theme;
    const char *name;
};
constexpr std::array themeNames{
    ThemeName{ui::ThemeChoice::System, "system"},
    ThemeName{ui::ThemeChoice::Light, "light"},
    ThemeName{ui::ThemeChoice::Dark, "dark"},
    ThemeName{ui::ThemeChoice::HighContrast, "high-contrast"},
};

} // namespace

ui::Settings SettingsAdapter::settings() const
{
    const SettingsStore &store = m_services.settings();
    ui::Settings out;
    out.language = store.value(u"language").toString();
    const QString theme = store.value(u"theme").toString();
    for (const ThemeName &entry : themeNames) {
        if (theme == QLatin1StringView(entry.name))
            out.theme = entry.theme;
    }
    out.reduceMotion = store.value(u"reduce_motion").toBool();
    out.startAtLogin = m_autoStart.isOn();
    out.signPictures = signsPictures(store);
    out.keepInTray = store.value(u"keep_in_tray").toBool();
    out.autoLockMinutes = int(store.value(u"auto_lock_minutes").toInteger(defaultAutoLockMinutes));
    return out;
}

void SettingsAdapter::set(const ui::Settings &settings)
{
    SettingsStore &store = m_services.settings();
    QString theme;
    for (const ThemeName &entry : themeNames) {
        if (entry.theme == settings.theme)
            theme = QString::fromLatin1(entry.name);
    }
    // A full disk costs the choice at the next start only; it is in force now.
    (void)store.set(u"language"_s, settings.language);
    (void)store.set(u"theme"_s, theme);
    (void)store.set(u"reduce_motion"_s, settings.reduceMotion);
    (void)setSignsPictures(store, settings.signPictures);
    (void)store.set(u"keep_in_tray"_s, settings.keepInTray);
    (void)store.set(u"auto_lock_minutes"_s, settings.autoLockMinutes);
    // A folder that can't be written shows itself: the switch goes back.
    if (settings.startAtLogin != m_autoStart.isOn())
        (void)m_autoStart.set(settings.startAtLogin);
    Q_EMIT changed();
}

QString SettingsAdapter::version() const { return QCoreApplication::applicationVersion(); }

} // namespace ain::app
