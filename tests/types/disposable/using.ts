// What programs may write where the language's own library knows of disposal.
import Pipe = require('bare-pipe')

async function serve(): Promise<void> {
  await using server = new Pipe.Server()
  await using pipe = Pipe.createConnection('/path')
  const disposables: AsyncDisposable[] = [server, pipe]
  // @ts-expect-error it takes time
  using other = new Pipe()
  await disposables[0]?.[Symbol.asyncDispose]()
}

export = serve
