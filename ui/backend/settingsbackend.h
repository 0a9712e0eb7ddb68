// What the user chose. Stored outside the vault (needed before it opens). Main thread; set() stores at once.
#pragma once

#include <QObject>
#include <QString>

namespace ain::ui {

enum class ThemeChoice { System, Light, Dark, HighContrast };

struct Settings {
    QString language; ///< "ko", "en"; empty: the system's
    ThemeChoice theme = ThemeChoice::System;
    bool reduceMotion = false;
    int autoLockMinutes = 10; ///< 0: never
    bool startAtLogin = false; ///< with the session, its window minimised
    bool keepInTray = false; ///< while sharing is on, closing the window only puts it away
    bool signPictures = true; ///< saved pictures carry Content Credentials
    friend bool operator==(const Settings &, const Settings &) = default;
};

class SettingsBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual Settings settings() const = 0;
    virtual void set(const Settings &settings) = 0;
    /// Whether starting at login can be switched at all here.
    [[nodiscard]] virtual bool canStartAtLogin() const = 0;
    [[nodiscard]] virtual QString dataFolder() const = 0;
    [[nodiscard]] virtual QString version() const = 0;

Q_SIGNALS:
    void changed();
};

} // namespace ain::ui
