// What the user asked of all programs in the desktop's settings: dark, high contrast, no motion.
#pragma once

#include <QDBusConnection>
#include <QObject>

#include <optional>

QT_FORWARD_DECLARE_CLASS(QDBusMessage)
QT_FORWARD_DECLARE_CLASS(QDBusPendingCallWatcher)

namespace ain {

/// Asks org.freedesktop.portal.Settings once and hears its SettingChanged: `color-scheme`, `contrast` and
/// `reduced-motion` of org.freedesktop.appearance, and where a desktop does not fill them, GNOME's own names. A desktop
/// without the portal is no error: nothing is told then. Nothing blocks. Thread: main.
class DesktopWishes : public QObject {
    Q_OBJECT
public:
    explicit DesktopWishes(QDBusConnection sessionBus = QDBusConnection::sessionBus(), QObject *parent = nullptr);

    /// Empty: no preference was told.
    [[nodiscard]] std::optional<bool> isDark() const { return m_isDark; }
    [[nodiscard]] bool isHighContrast() const { return m_contrast || m_gnomeContrast; }
    [[nodiscard]] bool isStill() const { return m_still || m_gnomeStill; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void settingChanged(const QDBusMessage &message);

private:
    void readAll(QDBusPendingCallWatcher *call);
    /// True when it was one of ours.
    bool take(const QString &space, const QString &key, const QVariant &value);

    QDBusConnection m_bus;
    std::optional<bool> m_isDark;
    bool m_contrast = false;
    bool m_still = false;
    bool m_gnomeContrast = false;
    bool m_gnomeStill = false;
};

} // namespace ain
