// An address in groups of four, never shortened, with a copy button (the address only).
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/view.h"

class QLabel;
class QPushButton;

namespace ain::ui {

class AddressLabel : public View {
    Q_OBJECT
public:
    explicit AddressLabel(Theme &theme, QWidget *parent = nullptr);

    void setAddress(const QString &address);
    [[nodiscard]] QString address() const { return m_address; }
    /// Two lines of five groups instead of one, where width is short.
    void setTwoLines(bool twoLines);

private:
    void write();
    Theme &m_theme;
    QLabel *m_text;
    QPushButton *m_copy;
    QString m_address;
    bool m_twoLines = false;
    bool m_copied = false;
};

} // namespace ain::ui
