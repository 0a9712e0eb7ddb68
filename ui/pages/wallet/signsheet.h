// Signs for another copy of the program: take the request in, see what it would do, sign.
#pragma once

#include "ui/widgets/sheet.h"

class QPlainTextEdit;

namespace ain::ui {

class AddressLabel;
class ErrorBanner;
class Fold;
class NoticeCard;
class PartsReader;
class TextLabel;

class SignSheet : public Sheet {
    Q_OBJECT
public:
    SignSheet(Context &context, QWidget *owner);
    [[nodiscard]] PartsReader *reader() const { return m_reader; }
    [[nodiscard]] QPushButton *signButton() const { return m_sign; }
    [[nodiscard]] bool showsOrder() const { return m_order.has_value(); }
    void take(const QByteArray &content);

Q_SIGNALS:
    void isSigned(const ain::ui::OfflineMessage &signature);

private:
    void reset();
    void write();
    void sign();

    PartsReader *m_reader;
    QWidget *m_what;
    AddressLabel *m_account;
    TextLabel *m_facts;
    QVBoxLayout *m_sentences;
    QVBoxLayout *m_warnings;
    QPlainTextEdit *m_raw;
    Fold *m_fold;
    NoticeCard *m_refused;
    ErrorBanner *m_error;
    QPushButton *m_other;
    QPushButton *m_sign;
    std::optional<OfflineOrder> m_order;
};

} // namespace ain::ui
