// One model in full: what it is, how far it can be trusted, whether it fits, its licence.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace ain::ui {

class Field;
class TextLabel;

class ModelFacts : public View {
    Q_OBJECT
public:
    ModelFacts(Context &context, QWidget *parent = nullptr);
    void setModel(const std::optional<models::Model> &model);
    [[nodiscard]] QComboBox *licenceBox() const { return m_licence; }
    [[nodiscard]] QPushButton *useButton() const { return m_use; }
    [[nodiscard]] QPushButton *verifyButton() const { return m_verify; }
    [[nodiscard]] QPushButton *removeButton() const { return m_remove; }
    [[nodiscard]] QString fitWords() const;

Q_SIGNALS:
    void useWanted(const ain::models::Model &model);
    void failed(const ain::Error &error, const QString &what);

private:
    void write();
    Context &m_context;
    std::optional<models::Model> m_model;
    QLabel *m_name;
    TextLabel *m_facts;
    TextLabel *m_trust;
    TextLabel *m_fit;
    QComboBox *m_licence;
    Field *m_licenceField;
    TextLabel *m_hash;
    QPushButton *m_use;
    QPushButton *m_verify;
    QPushButton *m_remove;
};

} // namespace ain::ui
