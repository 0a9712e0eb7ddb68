// Receive AIN: address, QR code of the payment URI, copy.
#pragma once

#include "ui/widgets/sheet.h"

class QLineEdit;

namespace ain::ui {

class AddressLabel;
class Field;
class QrWidget;
class TextLabel;

class ReceiveSheet : public Sheet {
    Q_OBJECT
public:
    ReceiveSheet(Context &context, QWidget *owner);
    [[nodiscard]] QrWidget *qr() const { return m_qr; }

private:
    void write();
    QrWidget *m_qr;
    AddressLabel *m_address;
    QLineEdit *m_amount;
    Field *m_amountField;
    QLineEdit *m_uri;
    Field *m_uriField;
    QPushButton *m_copy;
    TextLabel *m_note;
};

} // namespace ain::ui
