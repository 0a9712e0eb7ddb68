// Mint the image that is open in the studio.
#pragma once

#include "ui/pages/common/operationsheet.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace ain::ui {

class EmptyState;
class Field;
class ImageView;
class NoticeCard;
class TextLabel;

class MintSheet : public OperationSheet {
    Q_OBJECT
public:
    MintSheet(Context &context, QWidget *owner);
    [[nodiscard]] QLineEdit *nameEdit() const { return m_name; }
    [[nodiscard]] QPlainTextEdit *attributesEdit() const { return m_attributes; }
    [[nodiscard]] QCheckBox *hidePromptBox() const { return m_hidePrompt; }
    /// The yes to a licence that forbids commercial use; hidden when there is none.
    [[nodiscard]] QCheckBox *licenceBox() const { return m_licenceKnown; }

protected:
    bool check() override;
    Task<Preview> prepare() override;
    bool mayGoOn() const override;
    void clearDraft() override;
    QString confirmText() const override;
    QString doneText() const override;

private:
    void fill();
    [[nodiscard]] QList<Attribute> attributes(bool &wrong) const;
    ImageView *m_image;
    QLabel *m_file;
    QComboBox *m_collection;
    QLineEdit *m_name;
    QPlainTextEdit *m_description;
    QPlainTextEdit *m_attributes;
    TextLabel *m_recipe;
    QCheckBox *m_hidePrompt;
    NoticeCard *m_licence;
    QCheckBox *m_licenceKnown;
    QString m_licenceImage; ///< what the yes was about
    QString m_fromTags; ///< what the attributes were filled with; what was typed stays
    Field *m_collectionField;
    Field *m_nameField;
    Field *m_descriptionField;
    Field *m_attributesField;
};

} // namespace ain::ui
