// Two pictures side by side, and where their recipes differ.
#pragma once

#include "ui/backend/studiobackend.h"
#include "ui/widgets/sheet.h"

namespace ain::ui {

class ImageView;
class TextLabel;

class CompareSheet : public Sheet {
    Q_OBJECT
public:
    CompareSheet(Context &context, QWidget *owner);
    void show(qint64 left, qint64 right);
    [[nodiscard]] QString differences() const;

private:
    void write();
    qint64 m_ids[2] = {0, 0};
    QList<StudioPicture> m_pictures;
    ImageView *m_images[2];
    TextLabel *m_words[2];
    TextLabel *m_differences;
};

} // namespace ain::ui
