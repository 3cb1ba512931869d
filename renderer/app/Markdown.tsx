import ReactMarkdown, { type Components } from 'react-markdown'
import { askHost } from '../api/client.ts'
import classes from './Markdown.module.css'
import { sayFailed } from './undo.tsx'

const components: Components = {
  // A heading inside a note is no heading of the page.
  h1: ({ children }) => <p className={classes.heading}>{children}</p>,
  h2: ({ children }) => <p className={classes.heading}>{children}</p>,
  h3: ({ children }) => <p className={classes.heading}>{children}</p>,
  h4: ({ children }) => <p className={classes.heading}>{children}</p>,
  h5: ({ children }) => <p className={classes.heading}>{children}</p>,
  h6: ({ children }) => <p className={classes.heading}>{children}</p>,
  // A picture would be fetched from elsewhere: nothing leaves this computer by itself.
  img: ({ alt }) => <span>{alt}</span>,
  a: ({ href, children }) => <Address url={href}>{children}</Address>,
}

/** A text in Markdown, without raw HTML and without pictures. Its links open in the computer's own programs. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className={classes.markdown}>
      <ReactMarkdown components={components} skipHtml>
        {text}
      </ReactMarkdown>
    </div>
  )
}

function Address({ url, children }: { url: string | undefined; children: React.ReactNode }) {
  if (url === undefined || !/^(mailto|tel|https):/i.test(url)) return <span>{children}</span>
  return (
    <a
      href={url}
      onClick={(event) => {
        event.preventDefault()
        askHost('host.openAddress', { url }).catch(sayFailed)
      }}
    >
      {children}
    </a>
  )
}
