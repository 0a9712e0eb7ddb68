// The look of the running program: palette, style sheet, fonts, icons; switches at run time.
#pragma once

#include "ui/backend/settingsbackend.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QFont>
#include <QObject>

class QApplication;

namespace ain::ui {

class Theme : public QObject {
    Q_OBJECT
public:
    /// Takes over style, palette and font of `application`. Main thread.
    explicit Theme(QApplication &application);

    void setChoice(ThemeChoice choice);
    /// The practice network: play money has its own colour.
    void setPractice(bool practice);
    void setReduceMotion(bool reduce);

    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] const Tokens &tokens() const { return ui::tokens(m_scheme); }
    [[nodiscard]] const Icons &icons() const { return m_icons; }
    [[nodiscard]] bool isPractice() const { return m_practice; }
    /// 0 under reduce motion.
    [[nodiscard]] int motionMs() const { return m_reduceMotion ? 0 : metrics::MotionMs; }

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
    Icons m_icons;
    ThemeChoice m_choice = ThemeChoice::System;
    Scheme m_scheme = Scheme::Light;
    bool m_practice = false;
    bool m_reduceMotion = false;
    bool m_systemDark = false;
};

} // namespace ain::ui
