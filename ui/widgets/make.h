// Small things every page is made of: labels, buttons, layouts, dividers. Texts are always plain text, so
// nothing from the chain or a file can be taken for markup.
#pragma once

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace ain::ui {

/// A label that wraps and keeps Korean words whole.
class TextLabel : public QLabel {
    Q_OBJECT
public:
    explicit TextLabel(QWidget *parent = nullptr, const char *role = nullptr);
    /// Hides QLabel::setText on purpose: the shown text carries joiners, the accessible name does not.
    void setText(const QString &text);
    [[nodiscard]] QString plainText() const { return m_plain; }
    [[nodiscard]] QSize minimumSizeHint() const override;

private:
    QString m_plain;
};

enum class ButtonKind { Secondary, Primary, TallPrimary, Quiet, Small, Danger, Fold, Chip };

[[nodiscard]] QLabel *makeLabel(QWidget *parent, const char *role = nullptr);
[[nodiscard]] QPushButton *makeButton(QWidget *parent, ButtonKind kind = ButtonKind::Secondary);
[[nodiscard]] QFrame *makeDivider(QWidget *parent);
[[nodiscard]] QFrame *makeCard(QWidget *parent);
/// Layouts without margins; `parent` may be null.
[[nodiscard]] QVBoxLayout *makeColumn(QWidget *parent, int spacing = 8);
/// `widget` in the middle of a row. Unlike an alignment this keeps height-for-width of wrapped texts.
[[nodiscard]] QHBoxLayout *makeCentred(QWidget *widget);
[[nodiscard]] QHBoxLayout *makeRow(QWidget *parent, int spacing = 8);
/// Sets a dynamic property that the style sheet looks at, and has the widget drawn anew.
void setStyleProperty(QWidget *widget, const char *name, const QVariant &value);

} // namespace ain::ui
