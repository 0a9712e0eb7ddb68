// What the electricity of shared work cost, said with how it is known; and what is left, once the user gives a price.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

class QDoubleSpinBox;
class QGridLayout;
class QLabel;

namespace ain::ui {

class FactGrid;
class TextLabel;

class ElectricityCard : public View {
    Q_OBJECT
public:
    explicit ElectricityCard(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] QDoubleSpinBox *tariffBox() const { return m_tariff; }
    [[nodiscard]] QDoubleSpinBox *wattsBox() const { return m_watts; }
    [[nodiscard]] QDoubleSpinBox *priceBox() const { return m_price; }
    [[nodiscard]] QString factsText() const;

    void write();

private:
    QDoubleSpinBox *addNumber(QGridLayout *grid, int row, QLabel *&label, double most, int decimals, double step);
    void change();
    Context &m_context;
    TextLabel *m_title;
    FactGrid *m_facts;
    TextLabel *m_note;
    QLabel *m_tariffLabel = nullptr;
    QLabel *m_wattsLabel = nullptr;
    QLabel *m_priceLabel = nullptr;
    QDoubleSpinBox *m_tariff = nullptr; ///< ₩/kWh
    QDoubleSpinBox *m_watts = nullptr;
    QDoubleSpinBox *m_price = nullptr; ///< ₩ per AIN; 0: not known
    bool m_isWriting = false;
};

} // namespace ain::ui
