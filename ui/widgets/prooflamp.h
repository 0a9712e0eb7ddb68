// How far a fact can be trusted, or how far a transaction is: a pill with a shape and a word.
#pragma once

#include "ui/format.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>

namespace ain::ui {

enum class LampShape { Full, Half, Diamond, Ring, Cross };

[[nodiscard]] LampShape lampShape(light::Standing standing);
[[nodiscard]] LampShape lampShape(Stage stage);
/// The lamp of a transaction in a list: how far it is, and once it is final, whether that is proven.
struct RowLamp {
    LampShape shape = LampShape::Ring;
    Tone tone = Tone::Plain;
    QString text;
};
[[nodiscard]] RowLamp rowLamp(Stage stage, const ProofState &proof, qint64 nowMs);
/// Foreground and background of a tone.
[[nodiscard]] std::pair<QColor, QColor> toneColours(const Tokens &tokens, Tone tone);
/// Draws a lamp's sign, centred in `box`.
void paintLampShape(QPainter &painter, LampShape shape, const QRectF &box, const QColor &colour);
/// Draws a whole pill, right-aligned at `right` or left-aligned at `left` of `box`; returns its width.
int paintPill(QPainter &painter, const QRect &box, Qt::Alignment align, const QString &text, LampShape shape,
              const Tokens &tokens, Tone tone);

/// Hover tells why; a click asks for the details (clicked()).
class ProofLamp : public QAbstractButton {
    Q_OBJECT
public:
    explicit ProofLamp(Theme &theme, QWidget *parent = nullptr);

    /// `nowMs`: for the age of what is older.
    void setProof(const ProofState &state, qint64 nowMs);
    void setState(LampShape shape, Tone tone, const QString &text, const QString &why = {});
    [[nodiscard]] LampShape shape() const { return m_shape; }
    [[nodiscard]] Tone tone() const { return m_tone; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme &m_theme;
    LampShape m_shape = LampShape::Ring;
    Tone m_tone = Tone::Plain;
};

} // namespace ain::ui
