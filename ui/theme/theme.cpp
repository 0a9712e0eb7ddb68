#include "ui/theme/theme.h"

#include "ui/theme/style.h"
#include "ui/theme/stylesheet.h"

#include <QApplication>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPalette>
#include <QStyleHints>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

QPalette paletteOf(const Tokens &tokens)
{
    QPalette palette;
    palette.setColor(QPalette::Window, tokens.bg);
    palette.setColor(QPalette::WindowText, tokens.text);
    palette.setColor(QPalette::Base, tokens.field);
    palette.setColor(QPalette::AlternateBase, tokens.surface);
    palette.setColor(QPalette::Text, tokens.text);
    palette.setColor(QPalette::PlaceholderText, tokens.muted);
    palette.setColor(QPalette::Button, tokens.raised);
    palette.setColor(QPalette::ButtonText, tokens.text);
    palette.setColor(QPalette::BrightText, tokens.bad);
    palette.setColor(QPalette::Highlight, tokens.accent);
    palette.setColor(QPalette::HighlightedText, tokens.onAccent);
    palette.setColor(QPalette::Link, tokens.accent);
    palette.setColor(QPalette::LinkVisited, tokens.accent);
    palette.setColor(QPalette::ToolTipBase, tokens.raised);
    palette.setColor(QPalette::ToolTipText, tokens.text);
    palette.setColor(QPalette::Light, tokens.surface);
    palette.setColor(QPalette::Midlight, tokens.line);
    palette.setColor(QPalette::Mid, tokens.line);
    palette.setColor(QPalette::Dark, tokens.muted);
    palette.setColor(QPalette::Shadow, tokens.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, tokens.muted);
    return palette;
}

} // namespace

Theme::Theme(QApplication &application) : m_application(application), m_style(new Style)
{
    m_system.isDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    QApplication::setStyle(m_style);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    m_system.isDark = QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this](Qt::ColorScheme scheme) {
        m_system.isDark = scheme == Qt::ColorScheme::Dark;
        setChoice(m_choice);
    });
#endif
    QApplication::setFont(font(14));
    m_scheme = wanted();
    apply();
}

void Theme::setChoice(ThemeChoice choice)
{
    m_choice = choice;
    if (m_scheme == wanted())
        return;
    m_scheme = wanted();
    apply();
}

void Theme::setPractice(bool practice)
{
    if (m_practice == practice)
        return;
    m_practice = practice;
    apply();
}

void Theme::setReduceMotion(bool reduce)
{
    m_reduceMotion = reduce;
    if (m_style)
        m_style->setMotionMs(motionMs());
}

void Theme::setDesktop(const DesktopLook &look)
{
    m_system = look;
    if (m_style)
        m_style->setMotionMs(motionMs());
    setChoice(m_choice);
}

Scheme Theme::wanted() const
{
    switch (m_choice) {
    case ThemeChoice::Light: return Scheme::Light;
    case ThemeChoice::Dark: return Scheme::Dark;
    case ThemeChoice::HighContrast: return Scheme::HighContrast;
    case ThemeChoice::System: break;
    }
    if (m_system.isHighContrast)
        return Scheme::HighContrast;
    return m_system.isDark ? Scheme::Dark : Scheme::Light;
}

void Theme::apply()
{
    if (m_style) {
        m_style->setFocusColor(tokens().focus);
        m_style->setMotionMs(motionMs());
    }
    QApplication::setPalette(paletteOf(tokens()));
    m_application.setStyleSheet(styleSheet(tokens(), m_practice));
    Q_EMIT changed();
}

QFont Theme::font(int pixels, QFont::Weight weight)
{
    QFont font;
    font.setFamilies({u"Noto Sans"_s, u"Noto Sans CJK KR"_s, u"Noto Sans KR"_s, u"Malgun Gothic"_s,
                      QFontDatabase::systemFont(QFontDatabase::GeneralFont).family()});
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

QFont Theme::mono(qreal pixels)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setFamilies({u"Noto Sans Mono"_s, u"DejaVu Sans Mono"_s, font.family()});
    // Pixel sizes are whole numbers in Qt; 0.75 makes points of CSS pixels at 96 dpi.
    font.setPixelSize(qRound(pixels));
    font.setStyleHint(QFont::Monospace);
    return font;
}

} // namespace ain::ui
