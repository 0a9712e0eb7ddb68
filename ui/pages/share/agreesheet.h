// Agreeing with a provider: where it is asked, the price, the limit, how long; then the common preview and progress.
#pragma once

#include "ui/pages/common/operationsheet.h"

class QLineEdit;
class QSpinBox;

namespace ain::ui {

class AddressLabel;
class Field;

class AgreeSheet : public OperationSheet {
    Q_OBJECT
public:
    AgreeSheet(Context &context, QWidget *owner);

    /// Without an address: with whoever answers where the user says. What was typed for the same one before is kept.
    void openFor(const AskProvider &provider);
    [[nodiscard]] QLineEdit *endpointEdit() const { return m_endpoint; }
    [[nodiscard]] QLineEdit *priceEdit() const { return m_price; }
    [[nodiscard]] QLineEdit *capEdit() const { return m_cap; }
    [[nodiscard]] QSpinBox *hoursBox() const { return m_hours; }
    [[nodiscard]] Field *endpointField() const { return m_endpointField; }
    [[nodiscard]] Field *priceField() const { return m_priceField; }
    [[nodiscard]] Field *capField() const { return m_capField; }
    [[nodiscard]] QString answer() const; ///< what is told of who answers there

protected:
    bool check() override;
    Task<Preview> prepare() override;
    bool placeError(const Error &error) override;
    void clearDraft() override;
    QString confirmText() const override;
    QString doneText() const override;
    void firstFocus() override;

private:
    void write();
    void writeAnswer();
    /// Asks what is typed, to tell price and models before anything is agreed on.
    void look();
    void fill();

    AskProvider m_provider; ///< with whom; its address empty: with whoever answers
    std::optional<AskOffer> m_offer;
    std::optional<Error> m_why; ///< nobody could be asked
    TextLabel *m_intro;
    AddressLabel *m_address;
    QLineEdit *m_endpoint;
    Field *m_endpointField;
    TextLabel *m_answer;
    QLineEdit *m_price;
    Field *m_priceField;
    QLineEdit *m_cap;
    Field *m_capField;
    QSpinBox *m_hours;
    Field *m_hoursField;
    QString m_asked; ///< address that was looked at last
    int m_question = 0; ///< counts looks: late answers are dropped
    bool m_isLooking = false;
};

} // namespace ain::ui
