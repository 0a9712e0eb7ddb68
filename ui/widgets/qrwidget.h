// A QR code of a text, black on white with its quiet zone in every theme (scanners need that).
#pragma once

#include <QImage>
#include <QWidget>

namespace ain::ui {

class QrWidget : public QWidget {
    Q_OBJECT
public:
    explicit QrWidget(QWidget *parent = nullptr);

    /// Error correction level M. A text too long for a code shows nothing.
    void setText(const QString &text);
    [[nodiscard]] QSize sizeHint() const override { return {200, 200}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 160}; }
    /// One pixel per module, without quiet zone; null when nothing is shown.
    [[nodiscard]] const QImage &modules() const { return m_modules; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_modules;
};

} // namespace ain::ui
