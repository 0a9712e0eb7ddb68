// Drawing for others for pay: on or off, on what terms, and how it stands.
#pragma once

#include "ui/backend/paidworkbackend.h"
#include "ui/context.h"
#include "ui/widgets/view.h"

class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace ain::ui {

class EnlistSheet;
class ErrorBanner;
class TextLabel;
class ToggleSwitch;

class PaidCard : public View {
    Q_OBJECT
public:
    explicit PaidCard(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] ToggleSwitch *toggle() const { return m_switch; }
    [[nodiscard]] QDoubleSpinBox *priceBox() const { return m_price; }
    [[nodiscard]] QDoubleSpinBox *capBox() const { return m_cap; }
    [[nodiscard]] QSpinBox *portBox() const { return m_port; }
    [[nodiscard]] QLineEdit *endpointBox() const { return m_endpoint; }
    [[nodiscard]] ErrorBanner *banner() const { return m_error; }
    [[nodiscard]] QString line() const;
    [[nodiscard]] QString more() const;
    [[nodiscard]] QPushButton *offerButton() const { return m_offer; }
    [[nodiscard]] EnlistSheet *enlistSheet();

    void write();

private:
    QDoubleSpinBox *addAmount(QGridLayout *grid, int row, QLabel *&label, double most);
    void change();
    void tell(const std::optional<Error> &error);

    Context &m_context;
    ToggleSwitch *m_switch;
    TextLabel *m_line;
    TextLabel *m_more;
    ErrorBanner *m_error;
    QLabel *m_priceLabel = nullptr;
    QDoubleSpinBox *m_price = nullptr;
    QLabel *m_capLabel = nullptr;
    QDoubleSpinBox *m_cap = nullptr;
    QLabel *m_portLabel;
    QSpinBox *m_port;
    QLabel *m_endpointLabel;
    QLineEdit *m_endpoint;
    QPushButton *m_offer;
    EnlistSheet *m_enlist = nullptr; ///< made when it is needed
    QString m_told;
    bool m_isWriting = false;
};

} // namespace ain::ui
