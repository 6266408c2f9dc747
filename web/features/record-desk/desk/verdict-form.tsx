// One of two, the reasons in words, one button: how a reviewer answers an objection, a signal, an application.
import type * as z from 'zod/mini'
import type { FormOptions } from '../../../kit/form.tsx'
import { Button } from '../../../ui/button.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'

type Props<S extends z.ZodMiniType> = Pick<FormOptions<S>, 'schema' | 'onSend'> & {
  readonly label: string
  /** The field that says yes or no in the contract, and what each means. */
  readonly verdict: { readonly name: string; readonly legend?: string; readonly yes: string; readonly no: string }
  /** Which of the two stands first: the one that changes nothing. */
  readonly first?: 'yes' | 'no'
  readonly words: { readonly name: string; readonly label: string; readonly most: number }
  readonly press: string
}

export const VerdictForm = <S extends z.ZodMiniType>({
  schema,
  onSend,
  label,
  verdict: { name, legend = label, yes, no },
  first = 'yes',
  words,
  press,
}: Props<S>) => {
  const options = [
    { value: 'true', title: yes },
    { value: 'false', title: no },
  ]
  return (
    <Form
      schema={schema}
      label={label}
      complete={(values) => ({ ...values, [name]: values[name] === undefined ? undefined : values[name] === 'true' })}
      onSend={onSend}
    >
      {(form) => (
        <>
          <ChoiceList name={name} legend={legend} options={first === 'yes' ? options : options.toReversed()} />
          <TextArea name={words.name} label={words.label} rows={2} maxLength={words.most} />
          <Button type="submit" busy={form.busy}>
            {press}
          </Button>
        </>
      )}
    </Form>
  )
}
