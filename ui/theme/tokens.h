// The colours and measures of the look, as values. Pages never name a colour; they name a token. The colours of the
// three themes lie in resources/theme.
#pragma once

#include "core/base/result.h"

#include <QColor>

namespace ain::ui {

enum class Scheme { Light, Dark, HighContrast };

struct Tokens {
    QColor bg;
    QColor surface; ///< rail, cards, strip
    QColor raised; ///< buttons, menus, popups
    QColor line; ///< 1 px borders, dividers
    QColor field; ///< inputs, chips, placeholders
    QColor text;
    QColor muted;
    QColor accent;
    QColor accentSoft;
    QColor onAccent; ///< text on accent
    QColor ok;
    QColor okSoft;
    QColor warn;
    QColor warnSoft;
    QColor bad;
    QColor badSoft;
    QColor practice; ///< tint of play money
    QColor practiceSoft;
    QColor focus; ///< ring around what has the keyboard
    QColor scrim; ///< over the page behind a sheet
};

/// Of the theme that is built in.
[[nodiscard]] const Tokens &tokens(Scheme scheme);

/// A theme file: a JSON object with every token of Tokens by its name and nothing else, each "#rrggbb" or "#aarrggbb".
/// errors::InvalidArgument names the first one that is missing, unknown or no colour.
[[nodiscard]] Result<Tokens> parseTokens(QByteArrayView bytes);

/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
[[nodiscard]] double contrastRatio(const QColor &a, const QColor &b);

/// Measures in device-independent pixels.
namespace metrics {
inline constexpr int PageMarginX = 32;
inline constexpr int PageMarginY = 24;
inline constexpr int Gap = 16;
inline constexpr int CardRadius = 16;
inline constexpr int CardPadding = 20;
inline constexpr int ControlHeight = 36;
inline constexpr int PrimaryHeight = 44;
inline constexpr int ControlRadius = 10;
inline constexpr int ChipRadius = 8;
inline constexpr int RailWidth = 88;
inline constexpr int StripHeight = 36;
inline constexpr int MotionMs = 150;
} // namespace metrics

} // namespace ain::ui
