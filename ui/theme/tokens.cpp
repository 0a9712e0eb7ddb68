#include "ui/theme/tokens.h"

#include <cmath>

namespace ain::ui {

namespace {

QColor rgb(QRgb value) { return QColor::fromRgb(value); }

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(double(colour.redF())) + 0.7152 * linear(double(colour.greenF()))
        + 0.0722 * linear(double(colour.blueF()));
}

const Tokens Light{
    .bg = rgb(0xF6F6FA),
    .surface = rgb(0xFFFFFF),
    .raised = rgb(0xFFFFFF),
    .line = rgb(0xE4E4EE),
    .field = rgb(0xF1F1F7),
    .text = rgb(0x1A1A24),
    .muted = rgb(0x666678),
    .accent = rgb(0x5B4BDB),
    .accentSoft = rgb(0xECEAFD),
    .onAccent = rgb(0xFFFFFF),
    .ok = rgb(0x08744F),
    .okSoft = rgb(0xE1F6EE),
    .warn = rgb(0x8F5200),
    .warnSoft = rgb(0xFFF1DC),
    .bad = rgb(0xC42B2B),
    .badSoft = rgb(0xFDE7E7),
    .practice = rgb(0x0B6472),
    .practiceSoft = rgb(0xDDF3F6),
    .focus = rgb(0x5B4BDB),
    .scrim = QColor(26, 26, 36, 115),
};

const Tokens Dark{
    .bg = rgb(0x111118),
    .surface = rgb(0x191922),
    .raised = rgb(0x20202B),
    .line = rgb(0x2C2C3A),
    .field = rgb(0x23232F),
    .text = rgb(0xEDEDF5),
    .muted = rgb(0x9C9CB0),
    .accent = rgb(0x9A8CFF),
    .accentSoft = rgb(0x2A2650),
    .onAccent = rgb(0x111118),
    .ok = rgb(0x4FD6A5),
    .okSoft = rgb(0x12342A),
    .warn = rgb(0xF5B65B),
    .warnSoft = rgb(0x3A2B12),
    .bad = rgb(0xFF8585),
    .badSoft = rgb(0x3D1B1F),
    .practice = rgb(0x5FD3E0),
    .practiceSoft = rgb(0x10323A),
    .focus = rgb(0x9A8CFF),
    .scrim = QColor(0, 0, 0, 150),
};

const Tokens HighContrast{
    .bg = rgb(0x000000),
    .surface = rgb(0x000000),
    .raised = rgb(0x000000),
    .line = rgb(0xFFFFFF),
    .field = rgb(0x0C0C0C),
    .text = rgb(0xFFFFFF),
    .muted = rgb(0xE0E0E0),
    .accent = rgb(0xFFE14D),
    .accentSoft = rgb(0x2E2900),
    .onAccent = rgb(0x000000),
    .ok = rgb(0x6BFFC5),
    .okSoft = rgb(0x002A1C),
    .warn = rgb(0xFFC46B),
    .warnSoft = rgb(0x2E1D00),
    .bad = rgb(0xFFA3A3),
    .badSoft = rgb(0x360000),
    .practice = rgb(0x7CF0FF),
    .practiceSoft = rgb(0x002B31),
    .focus = rgb(0xFFE14D),
    .scrim = QColor(0, 0, 0, 190),
};

} // namespace

const Tokens &tokens(Scheme scheme)
{
    switch (scheme) {
    case Scheme::Light: return Light;
    case Scheme::Dark: return Dark;
    case Scheme::HighContrast: return HighContrast;
    }
    return Light;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace ain::ui
