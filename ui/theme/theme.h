// The look of the running program: palette, style sheet, fonts, icons; switches at run time.
#pragma once

#include "ui/backend/settingsbackend.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QFont>
#include <QObject>
#include <QPointer>

class QApplication;

namespace ain::ui {

class Style;

/// What a desktop can ask of all programs.
struct DesktopLook {
    bool isDark = false;
    bool isHighContrast = false;
    bool isStill = false; ///< no motion
    friend bool operator==(const DesktopLook &, const DesktopLook &) = default;
};

class Theme : public QObject {
    Q_OBJECT
public:
    /// Takes over style, palette and font of `application`. Main thread.
    explicit Theme(QApplication &application);

    void setChoice(ThemeChoice choice);
    /// The practice network: play money has its own colour.
    void setPractice(bool practice);
    void setReduceMotion(bool reduce);
    /// What the desktop asks programs for; the user's own choice in Settings goes before it.
    void setDesktop(const DesktopLook &look);

    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] const Tokens &tokens() const { return ui::tokens(m_scheme); }
    [[nodiscard]] const Icons &icons() const { return m_icons; }
    [[nodiscard]] const DesktopLook &desktop() const { return m_system; }
    [[nodiscard]] bool isPractice() const { return m_practice; }
    /// 0 under reduce motion, the user's or the system's.
    [[nodiscard]] int motionMs() const { return m_reduceMotion || m_system.isStill ? 0 : metrics::MotionMs; }

    /// The text font at `pixels`; figures are tabular in the fonts we ask for.
    [[nodiscard]] static QFont font(int pixels, QFont::Weight weight = QFont::Normal);
    /// For addresses and hashes.
    [[nodiscard]] static QFont mono(qreal pixels = 12.5);

Q_SIGNALS:
    void changed();

private:
    void apply();
    [[nodiscard]] Scheme wanted() const;

    QApplication &m_application;
    QPointer<Style> m_style; ///< the application's
    Icons m_icons;
    ThemeChoice m_choice = ThemeChoice::System;
    Scheme m_scheme = Scheme::Light;
    bool m_practice = false;
    bool m_reduceMotion = false;
    DesktopLook m_system;
};

} // namespace ain::ui
